package dev.freshet.trainer;

import dev.freshet.core.event.TimeSpan;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/** Spans of time as settings write them, with the setting's name in the error. */
final class Durations {

    private Durations() {}

    static Duration parse(String setting, Object value) {
        try {
            return Duration.ofMillis(TimeSpan.parse(String.valueOf(value)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(setting, value, e.getMessage());
        }
    }

    /** Empty for {@code none}. */
    static Optional<Duration> parseUnlessNone(String setting, Object value) {
        return TrainerSettings.NONE.equals(value) ? Optional.empty() : Optional.of(parse(setting, value));
    }
}
