package dev.freshet.bench;

/** A measurement that is impossible or would be meaningless; the message states the reason and the remedy. */
public final class BenchException extends RuntimeException {

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
