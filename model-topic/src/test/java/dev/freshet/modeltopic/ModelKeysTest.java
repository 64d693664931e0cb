package dev.freshet.modeltopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelKeysTest {

    @Property
    void shouldParseWhatItFormats(
            @ForAll @AlphaChars @NotEmpty String model,
            @ForAll @AlphaChars @Chars('/') @NotEmpty String block,
            @ForAll @LongRange(min = 0) long version) {
        ModelKey key = ModelKeys.parse(ModelKeys.block(model, "b" + block, version));

        assertThat(key).isEqualTo(new ModelKey(model, "b" + block, version));
    }

    @Test
    void shouldDistinguishAManifestFromABlock() {
        assertThat(ModelKeys.manifest("main", 7)).isEqualTo("main/manifest/7");
        assertThat(ModelKeys.parse("main/manifest/7").isManifest()).isTrue();
        assertThat(ModelKeys.parse("main/item/rows/0/7")).isEqualTo(new ModelKey("main", "item/rows/0", 7));
        assertThat(ModelKeys.parse("main/item/manifest/7").isManifest()).isFalse();
    }

    @Test
    void shouldReserveTheManifestsName() {
        assertThatThrownBy(() -> ModelKeys.block("main", "manifest", 1)).hasMessageContaining("manifest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "main/7",
                "main/block/",
                "main/block/x",
                "/block/7",
                "main//7",
                "main/b/07",
                "main/b/-1"
            })
    void shouldRejectAnythingElse(String key) {
        assertThatThrownBy(() -> ModelKeys.parse(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
