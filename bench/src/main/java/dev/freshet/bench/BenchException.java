package dev.freshet.bench;

/** A measurement that is impossible or would be meaningless; the message states the reason and the remedy. */
public final class BenchException extends RuntimeException {

    /** In the message of each batch file that cannot be used; a worker process passes on nothing but the message. */
    public static final String WRITES_BATCHES = "freshet bench batches FILE writes such a file";

    /** In the message of each batch whose losses by the reference are not known. */
    public static final String LOSSES_NOT_KNOWN = "are not known, so nothing is measured";

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
