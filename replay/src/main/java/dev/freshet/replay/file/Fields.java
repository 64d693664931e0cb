package dev.freshet.replay.file;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The values of a row's columns as text; null where the row has no value. */
public record Fields(String user, String product, String action, String source, String time, String request) {

    /** The row as one line of text, for formats without lines. */
    String text() {
        return Arrays.asList(user, product, action, source, time, request).stream()
                .map(value -> value == null ? "" : value)
                .collect(Collectors.joining(","));
    }
}
