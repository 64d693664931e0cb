package dev.freshet.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into a request that the run answers by closing in order, while the JVM waits for it. */
final class Stop implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(90);

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean requested;

    Stop() {}

    /** A stop that the JVM asks for when it is told to end. */
    static Stop onSignal() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::request, "stop"));
        return stop;
    }

    boolean isRequested() {
        return requested;
    }

    /** Asks the run to stop; returns when it has closed. */
    void request() {
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
