package dev.freshet.streams.score;

/** Tells failures of a model's computation, which concern one request or one version, from those of the whole JVM. */
final class ModelFailures {

    private ModelFailures() {}

    /**
     * Rethrows an error after which the JVM cannot be trusted. The native engine reports what it lacks as a {@link
     * LinkageError}, and its lack of memory as a RuntimeException. When the Java heap or the stack is exhausted, the
     * computation's own memory is free again once it has ended; if that is not enough, the next step outside of it fails
     * too and ends the app.
     */
    static void rethrowUnlessContained(Throwable failure) {
        if (failure instanceof VirtualMachineError error
                && !(error instanceof OutOfMemoryError)
                && !(error instanceof StackOverflowError)) {
            throw error;
        }
    }
}
