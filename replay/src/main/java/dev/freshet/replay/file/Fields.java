package dev.freshet.replay.file;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of a row, by what they mean; null where the row has none. */
public record Fields(String user, String product, String action, String source, String time, String request) {

    /** Picks the columns' values out of a row's. */
    static Fields of(List<String> values, LogHeader header) {
        return new Fields(
                values.get(header.user()),
                values.get(header.product()),
                values.get(header.action()),
                header.source() < 0 ? null : values.get(header.source()),
                values.get(header.timestamp()),
                header.request() < 0 ? null : values.get(header.request()));
    }

    /** The row as a line, for formats that have none. */
    String text() {
        return Arrays.asList(user, product, action, source, time, request).stream()
                .map(value -> value == null ? "" : value)
                .collect(Collectors.joining(","));
    }
}
