package dev.freshet.streams.event;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import java.util.function.Function;

/**
 * Names of the counters of one input topic; see {@link TaskCounter}.
 *
 * @param input to which processing time is charged
 * @param topic the input topic
 * @param in all records
 * @param deadLettered records that could not be decoded
 * @param rejected records that broke a rule, by reason
 */
public record InputCounters(
        TaskTime.Input input, Topics topic, String in, String deadLettered, Function<RejectReason, String> rejected) {

    /** Counters of user-events, without ticks. */
    public static final InputCounters EVENTS = new InputCounters(
            TaskTime.Input.EVENTS,
            Topics.USER_EVENTS,
            TaskCounter.EVENTS_IN,
            TaskCounter.DEAD_LETTERED,
            TaskCounter::rejected);

    /** Counters of score-requests. */
    public static final InputCounters REQUESTS = new InputCounters(
            TaskTime.Input.REQUESTS,
            Topics.SCORE_REQUESTS,
            TaskCounter.REQUESTS_IN,
            TaskCounter.REQUESTS_DEAD_LETTERED,
            TaskCounter::requestRejected);
}
