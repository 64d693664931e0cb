package dev.freshet.model.file;

/** A file, setting or dataset that offline training cannot use, in words for whoever named it. */
public final class RefusedException extends RuntimeException {

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
