package dev.freshet.trainer;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Durations as settings have them: a whole number and a unit, like {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h}, {@code 7d}. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private Durations() {}

    static Duration parse(String setting, Object value) {
        Matcher matcher = FORM.matcher(String.valueOf(value).strip());
        if (!matcher.matches()) {
            throw new ConfigException(setting, value, "wanted a whole number and a unit (ms, s, m, h, d), like 10m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
