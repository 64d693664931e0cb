package dev.freshet.replay;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipException;

/** A log that cannot be replayed, or not into this cluster; the message names the file and the problem. */
public final class LogRefusedException extends RuntimeException {

    private final List<String> remedies;

    public LogRefusedException(String message) {
        this(message, List.of());
    }

    /**
     * A log that can be replayed with other settings.
     *
     * @param remedies alternatives, each {@code NAME=VALUE}
     */
    public LogRefusedException(String message, List<String> remedies) {
        super(message);
        this.remedies = List.copyOf(remedies);
    }

    public LogRefusedException(String message, Throwable cause, String... remedies) {
        super(message, cause);
        this.remedies = List.of(remedies);
    }

    /**
     * A file that cannot be read.
     *
     * @param place the file, and how far it was read
     */
    public static LogRefusedException unreadable(String place, IOException failure) {
        String why = "cannot be read: " + failure;
        if (failure instanceof EOFException) {
            why = "the gzip data end too early; the file is truncated, copy it again";
        } else if (failure instanceof ZipException) {
            why = "the gzip data are damaged; copy the file again";
        }
        return new LogRefusedException(place + ": " + why, failure);
    }

    /** Settings, as {@code NAME=VALUE}. Each of them may make the log replayable; empty when none does. */
    public List<String> remedies() {
        return remedies;
    }
}
