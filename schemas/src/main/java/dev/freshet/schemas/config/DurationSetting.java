package dev.freshet.schemas.config;

import dev.freshet.core.event.TimeSpan;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Settings of type string that hold a duration, such as {@code 30m}: their validators and their values. */
public final class DurationSetting {

    /** The value of an {@link #OPTIONAL} setting that is switched off. */
    public static final String NONE = "none";

    private static final String FORM = "a whole number and ms, s, m, h or d";

    /** Accepts any duration, zero included. */
    public static final Validator VALIDATOR = LambdaValidator.with(DurationSetting::parse, () -> FORM);

    /** Accepts a duration above zero. */
    public static final Validator POSITIVE =
            LambdaValidator.with(DurationSetting::checkPositive, () -> "a whole number above 0 and ms, s, m, h or d");

    /** Accepts a duration or {@value #NONE}. */
    public static final Validator OPTIONAL =
            LambdaValidator.with(DurationSetting::parseOptional, () -> NONE + ", or " + FORM);

    private DurationSetting() {}

    /**
     * The duration that a setting's value stands for.
     *
     * @throws ConfigException naming the setting when the value is not a duration
     */
    public static Duration parse(String setting, Object value) {
        try {
            return Duration.ofMillis(TimeSpan.parse(String.valueOf(value)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(setting, value, e.getMessage());
        }
    }

    /** Like {@link #parse}; empty for {@value #NONE}. */
    public static Optional<Duration> parseOptional(String setting, Object value) {
        return NONE.equals(value) ? Optional.empty() : Optional.of(parse(setting, value));
    }

    private static void checkPositive(String setting, Object value) {
        if (parse(setting, value).isZero()) {
            throw new ConfigException(setting, value, "must be above 0");
        }
    }
}
