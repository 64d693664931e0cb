package dev.freshet.streams.score;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.event.TaskTime;
import dev.freshet.streams.store.WaitingRequests.Waiting;

/** Which live requests are past {@code requests.deadline}. In a replay none is. */
final class RequestDeadline {

    private final long deadlineMs;
    private final long storedMs;
    private final TaskTime time;

    RequestDeadline(TopologyConfig config, TaskTime time) {
        this.deadlineMs = config.requestsFirst() ? config.requestDeadlineMs().orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
        this.storedMs = Math.max(deadlineMs, config.modelWaitMs());
        this.time = time;
    }

    /**
     * Whether a request that has just been read is past its deadline. A sender's slow clock alone does not make it so:
     * requests must have queued for as long.
     *
     * @param wallMs the time now, epoch milliseconds
     */
    boolean isPast(ScoreRequest request, long wallMs) {
        return deadlineMs != Long.MAX_VALUE
                && wallMs - request.getTimestamp() > deadlineMs
                && time.hasQueuedFor(deadlineMs, wallMs);
    }

    /** Whether a request has waited in the store for longer than it may wait for a first model. */
    boolean isPast(Waiting request, long wallMs) {
        return deadlineMs != Long.MAX_VALUE && wallMs - request.arrived() > storedMs;
    }
}
