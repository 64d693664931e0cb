package dev.freshet.launcher.replay;

/** A log file that cannot be replayed as it is; the message names the file, what was found, and the way out. */
public final class InvalidLogException extends RuntimeException {

    public InvalidLogException(String message) {
        super(message);
    }

    public InvalidLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
