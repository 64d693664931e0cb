package dev.freshet.bench;

/** A measurement that cannot be made, or would mean nothing; the message says why and what to do. */
public final class BenchException extends RuntimeException {

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
