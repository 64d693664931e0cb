package dev.freshet.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlausibleTimeTest {

    @Test
    void shouldContainTheYearsFrom2000To2099() {
        assertThat(contains("1999-12-31T23:59:59.999Z")).isFalse();
        assertThat(contains("2000-01-01T00:00:00Z")).isTrue();
        assertThat(contains("2099-12-31T23:59:59.999Z")).isTrue();
        assertThat(contains("2100-01-01T00:00:00Z")).isFalse();
    }

    private static boolean contains(String time) {
        return PlausibleTime.contains(Instant.parse(time).toEpochMilli());
    }
}
