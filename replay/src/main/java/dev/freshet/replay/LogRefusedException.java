package dev.freshet.replay;

/** A log that cannot be replayed as it is, or not here; the message names the file, what was found, and the way out. */
public final class LogRefusedException extends RuntimeException {

    public LogRefusedException(String message) {
        super(message);
    }

    public LogRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
