package dev.freshet.schemas.config;

import org.apache.kafka.common.config.ConfigException;

/** Two settings whose values contradict each other. All apps refuse them in the same words. */
public final class SettingConflict {

    private SettingConflict() {}

    /**
     * The refusal, which names both settings, their values and the reason.
     *
     * @param relation what the first must be to the second, such as {@code must be at most}
     * @param otherwise what happens with these values, in the present tense
     */
    public static ConfigException of(
            String setting, Object value, String relation, String other, Object otherValue, String otherwise) {
        return new ConfigException("setting " + setting + " (" + value + ") " + relation + " " + other + " ("
                + otherValue + "); otherwise " + otherwise + ". Change one of them");
    }
}
