package dev.freshet.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

final class DurationSettingTest {

    @Test
    void shouldReadAWholeNumberAndAUnit() {
        assertThat(DurationSetting.parse("groups.window", "30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(DurationSetting.parseOptional("idle.timeout", "7d")).contains(Duration.ofDays(7));
        assertThat(DurationSetting.parseOptional("idle.timeout", "none")).isEmpty();
    }

    @Test
    void shouldNameTheSettingWhoseValueIsNoDuration() {
        assertThatThrownBy(() -> DurationSetting.VALIDATOR.ensureValid("groups.window", "half an hour"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("groups.window", "half an hour");
        assertThatThrownBy(() -> DurationSetting.VALIDATOR.ensureValid("groups.window", "none"))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void shouldAcceptZeroAndNoneOnlyWhereTheyHaveAMeaning() {
        assertThatCode(() -> DurationSetting.VALIDATOR.ensureValid("groups.window", "0s"))
                .doesNotThrowAnyException();
        assertThatCode(() -> DurationSetting.OPTIONAL.ensureValid("idle.timeout", "none"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DurationSetting.POSITIVE.ensureValid("replay.lead", "0s"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be above 0");
    }
}
