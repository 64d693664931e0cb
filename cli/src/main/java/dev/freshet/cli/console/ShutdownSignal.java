package dev.freshet.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into a request that the run answers by closing in order, while the JVM waits for it. */
public final class ShutdownSignal implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(90);

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean requested;

    public ShutdownSignal() {}

    /** A stop that the JVM asks for when it is told to end. */
    public static ShutdownSignal onSignal() {
        ShutdownSignal stop = new ShutdownSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::request, "stop"));
        return stop;
    }

    public boolean isRequested() {
        return requested;
    }

    /** Asks the run to stop; returns when it has closed. */
    public void request() {
        requested = true;
        try {
            if (!closed.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("freshet: not everything closed within " + CLOSING.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed: the JVM may end. */
    @Override
    public void close() {
        closed.countDown();
    }
}
