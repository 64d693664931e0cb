package dev.freshet.cli.command.app;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of an HTTP server that no slow client can hold: a request that takes too long is interrupted, and so is the
 * oldest one when another waits for a thread. The interrupt closes the connection from which the thread reads.
 */
final class ProbeThreads implements Executor, AutoCloseable {

    static final int THREADS = 8;

    private final long limitMs;
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemons());
    /** The oldest request first; a request that was interrupted is no longer in. */
    private final Set<Running> running = new LinkedHashSet<>();

    /** A request and its thread; equal only to itself. */
    private static final class Running {
        private final Thread thread = Thread.currentThread();
    }

    /** @param limit longest time of a request */
    ProbeThreads(Duration limit) {
        this.limitMs = limit.toMillis();
    }

    @Override
    public void execute(Runnable request) {
        workers.execute(() -> run(request));
        makeRoom();
    }

    private void run(Runnable request) {
        Running mine = new Running();
        begin(mine);
        Future<?> end = clock.schedule(() -> interrupt(mine), limitMs, TimeUnit.MILLISECONDS);
        try {
            request.run();
        } finally {
            end.cancel(false);
            end(mine);
        }
    }

    private synchronized void begin(Running request) {
        running.add(request);
        makeRoom();
    }

    /** Interrupts the oldest request when all threads are busy and another request waits. */
    private synchronized void makeRoom() {
        if (running.size() == THREADS && !workers.getQueue().isEmpty()) {
            interrupt(running.iterator().next());
        }
    }

    private synchronized void interrupt(Running request) {
        if (running.remove(request)) {
            request.thread.interrupt();
        }
    }

    private synchronized void end(Running request) {
        running.remove(request);
        Thread.interrupted(); // an interrupt was for this request, not for the thread's next one
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "health");
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
    }
}
