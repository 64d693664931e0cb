package dev.freshet.trainer.offline;

/** A file, setting or dataset that offline training cannot use, in words for whoever named it. */
public final class OfflineException extends RuntimeException {

    public OfflineException(String message) {
        super(message);
    }

    public OfflineException(String message, Throwable cause) {
        super(message, cause);
    }
}
