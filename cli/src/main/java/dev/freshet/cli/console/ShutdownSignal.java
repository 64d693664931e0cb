package dev.freshet.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into a request to stop. The JVM ends when the command has closed everything in order. */
public final class ShutdownSignal implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(90);

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean requested;

    public ShutdownSignal() {}

    /** Creates a signal that fires when the JVM is told to end. */
    public static ShutdownSignal onSignal() {
        ShutdownSignal stop = new ShutdownSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::request, "stop"));
        return stop;
    }

    public boolean isRequested() {
        return requested;
    }

    /** Asks the command to stop; returns when it has closed everything. */
    public void request() {
        requested = true;
        try {
            if (!closed.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("freshet: the command did not close within " + CLOSING.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports that everything is closed, so the JVM may end. */
    @Override
    public void close() {
        closed.countDown();
    }
}
