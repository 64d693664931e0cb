package dev.freshet.replay.file;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The texts of a row, by what they mean; null where the row has none. */
public record Fields(String user, String product, String action, String source, String time, String request) {

    /** The row as a line, for formats that have none. */
    String text() {
        return Arrays.asList(user, product, action, source, time, request).stream()
                .map(value -> value == null ? "" : value)
                .collect(Collectors.joining(","));
    }
}
