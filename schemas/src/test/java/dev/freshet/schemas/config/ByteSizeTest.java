package dev.freshet.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @Test
    void shouldReadSizesAndSayThemInTheLargestUnit() {
        assertThat(ByteSize.parse("10GiB")).isEqualTo(10L << 30);
        assertThat(ByteSize.parse("1024MiB")).isEqualTo(1L << 30);
        assertThat(ByteSize.words(1L << 30)).isEqualTo("1 GiB");
        assertThat(ByteSize.words(1536)).isEqualTo("1536 bytes");
        assertThat(ByteSize.words(0)).isEqualTo("0 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10GB", "-1GiB", "ten GiB", "999999999999TiB"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
