package dev.freshet.bench;

/** A measurement that cannot be made, or would mean nothing; the message says why and what to do. */
public final class BenchException extends RuntimeException {

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
