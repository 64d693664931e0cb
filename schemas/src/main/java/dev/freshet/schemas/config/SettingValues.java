package dev.freshet.schemas.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/**
 * The valid settings that an app reads, to compare them with each other.
 *
 * @param values by name, as text or parsed
 */
public record SettingValues(Map<String, ?> values) {

    /** Whether the app reads all of these settings. */
    boolean has(String... names) {
        return values.keySet().containsAll(List.of(names));
    }

    String text(String name) {
        return String.valueOf(values.get(name));
    }

    /** A whole number, or a duration in milliseconds. */
    long number(String name) {
        String text = text(name);
        return text.chars().allMatch(Character::isDigit)
                ? Long.parseLong(text)
                : DurationSetting.parse(name, text).toMillis();
    }

    /**
     * Requires a number or duration to be at most another, when the app reads both.
     *
     * @param otherwise what happens when it is more
     * @throws ConfigException when it is more
     */
    public void atMost(String setting, String other, String otherwise) {
        if (has(setting, other)) {
            require(number(setting) <= number(other), setting, "must be at most", other, otherwise);
        }
    }

    /**
     * Requires a number or duration to be below another, when the app reads both.
     *
     * @param otherwise what happens when it is not
     * @throws ConfigException when it is not below
     */
    public void below(String setting, String other, String otherwise) {
        if (has(setting, other)) {
            require(number(setting) < number(other), setting, "must be below", other, otherwise);
        }
    }

    void require(boolean holds, String setting, String relation, String other, String otherwise) {
        if (!holds) {
            throw SettingConflict.of(setting, text(setting), relation, other, text(other), otherwise);
        }
    }
}
