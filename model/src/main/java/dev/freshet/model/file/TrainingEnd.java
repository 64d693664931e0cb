package dev.freshet.model.file;

import java.util.Map;

/** The metadata {@code trained_until} of a model file: the end of its training data, epoch milliseconds UTC in digits. */
final class TrainingEnd {

    private static final String NAME = "trained_until";

    private TrainingEnd() {}

    static void write(Long end, Map<String, String> metadata) {
        if (end != null) {
            metadata.put(NAME, end.toString());
        }
    }

    /**
     * The end; null when the file does not say.
     *
     * @throws IllegalArgumentException when it is no time
     */
    static Long read(Map<String, String> metadata) {
        String text = metadata.get(NAME);
        try {
            if (text == null || Long.parseLong(text) >= 0) {
                return text == null ? null : Long.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        return NAME + " is '" + text + "', not a time in epoch milliseconds";
    }
}
