package dev.freshet.model.file;

/** A file, setting or dataset that offline training cannot use. The message names it. */
public final class RefusedException extends RuntimeException {

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
