package dev.freshet.schemas.registry;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The time by which a call with all its retries must have ended. The time-outs of the client bound neither an answer that
 * trickles in nor several servers that time out in turn, so each attempt has a thread of its own, which is left behind
 * when the time is over.
 */
final class CallDeadline {

    /** One attempt of a call. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException, RegistryAnswerException;
    }

    private final long timeoutMs;
    private final long startNanos = System.nanoTime();
    /** Why the attempts before failed; empty for the first. */
    private String earlier = "";

    CallDeadline(long timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    /** Whether a pause would end in time. */
    boolean allows(long pauseMs) {
        return leftNanos() > TimeUnit.MILLISECONDS.toNanos(pauseMs);
    }

    /**
     * Runs an attempt until the deadline.
     *
     * @throws IOException when the attempt throws it, or the time is over
     */
    <T> T run(Attempt<T> attempt) throws IOException, RegistryAnswerException {
        FutureTask<T> task = new FutureTask<>(attempt::run);
        Thread thread = new Thread(task, "schema-registry-call");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(leftNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new IOException("no answer within " + timeoutMs + " ms (schema.registry.call.timeout.ms)" + earlier);
        } catch (InterruptedException e) {
            task.cancel(true);
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            earlier = ", and before: " + e.getCause().getMessage();
            throw cause(e);
        }
    }

    private long leftNanos() {
        return TimeUnit.MILLISECONDS.toNanos(timeoutMs) - (System.nanoTime() - startNanos);
    }

    /** The attempt's own exception, as if it had run on this thread. */
    private static RuntimeException cause(ExecutionException e) throws IOException, RegistryAnswerException {
        Throwable cause = e.getCause();
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof RegistryAnswerException answer) {
            throw answer;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}
