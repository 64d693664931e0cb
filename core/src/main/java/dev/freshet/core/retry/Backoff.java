package dev.freshet.core.retry;

/**
 * Pauses between attempts. Each pause is twice the one before, up to the longest.
 *
 * @param firstMs pause before the first retry, milliseconds
 * @param longestMs longest pause, milliseconds
 */
public record Backoff(long firstMs, long longestMs) {

    private static final int MOST_DOUBLINGS = 30;

    /** The pause before retry number {@code retry}, counted from 1; milliseconds. */
    public long pauseMs(int retry) {
        return Math.min(longestMs, firstMs << Math.min(retry - 1, MOST_DOUBLINGS));
    }

    /** Waits before retry number {@code retry}, counted from 1. */
    public void pause(int retry) throws InterruptedException {
        Thread.sleep(pauseMs(retry));
    }
}
