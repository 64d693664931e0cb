package dev.freshet.streams.event;

import java.util.concurrent.TimeUnit;

/**
 * Divides a task's processing time between requests and events in a live run, by start-time fair queueing. The clock of
 * the task advances only while the task processes records. Of the next event and the next request, the task takes the one
 * with the earlier date: an event is dated when it becomes the next, a request when the share of requests has paid for
 * the requests before it. So requests go first until they have used up their share of a second; then events use the rest.
 * The order decides when a request is answered, never the effect of an event. Used by one thread at a time.
 */
public final class TaskTime {

    /** What a task processes. */
    public enum Input {
        EVENTS,
        REQUESTS
    }

    /** Processing time over which requests may catch up with their share, nanoseconds. */
    private static final long BURST = TimeUnit.SECONDS.toNanos(1);
    /** The longest that events have the task alone after requests had it alone, nanoseconds of processing. */
    private static final long DEBT = TimeUnit.MILLISECONDS.toNanos(50);

    private final double requestShare;
    /** Nanoseconds of processing. */
    private long now = BURST;
    /** When the share of requests has paid for the requests so far. */
    private long paid;

    private int requestsAtHand;
    /** Whether no request was at hand before the one that is processed next. */
    private boolean queueBegins;
    /** Wall time at which a queue of requests last began or ended, epoch milliseconds. */
    private long lastEmpty;

    /** @param requestShare part of the time that requests may use, above 0, at most 1 */
    TaskTime(double requestShare) {
        this.requestShare = requestShare;
    }

    /**
     * The date of the record that becomes the next of its input, milliseconds of processing. Brokers see it as the time of
     * the records of changelogs: in nanoseconds, it would pass their own time within an hour, and they would begin a new
     * segment for every second of processing.
     */
    long date(Input input) {
        if (input == Input.EVENTS) {
            return TimeUnit.NANOSECONDS.toMillis(now);
        }
        queueBegins |= requestsAtHand == 0;
        requestsAtHand++;
        return TimeUnit.NANOSECONDS.toMillis(Math.max(paid, now - BURST));
    }

    /** The task starts, with no record at hand. */
    void restart() {
        requestsAtHand = 0;
    }

    /** The task begins to process a record at a wall time, epoch milliseconds. */
    void begin(Input input, long wallMs) {
        if (input == Input.REQUESTS) {
            requestsAtHand--;
            if (queueBegins || requestsAtHand == 0) {
                lastEmpty = wallMs;
            }
            queueBegins = false;
        }
    }

    /** Takes the nanoseconds that an input took. */
    public void spend(Input input, long nanos) {
        if (input == Input.REQUESTS) {
            paid = Math.max(paid, now - BURST) + (long) (nanos / requestShare);
        }
        now += nanos;
        paid = Math.min(paid, now + DEBT);
    }

    /**
     * Whether requests have queued without a pause for longer than a time. It tells a request that has waited from one
     * whose sender's clock is slow.
     *
     * @param wallMs the time now, epoch milliseconds
     */
    public boolean hasQueuedFor(long milliseconds, long wallMs) {
        return wallMs - lastEmpty > milliseconds;
    }
}
