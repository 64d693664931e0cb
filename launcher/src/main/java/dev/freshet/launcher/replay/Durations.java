package dev.freshet.launcher.replay;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Durations as settings write them: a whole number and a unit, {@code 200ms}, {@code 60s}, {@code 30m}, {@code 1d}. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    /** Accepts durations above zero. */
    static final ConfigDef.Validator VALID = ConfigDef.LambdaValidator.with(
            (name, value) -> {
                try {
                    if (parse((String) value).isZero()) {
                        throw new IllegalArgumentException("must be more than zero");
                    }
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(name, value, e.getMessage());
                }
            },
            () -> "a duration such as 200ms, 60s, 30m, 2h or 1d");

    private Durations() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration such as 200ms, 60s, 30m, 2h or 1d");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
