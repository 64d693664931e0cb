package dev.freshet.audit.balance;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;

/**
 * A number that the audit obtains twice: it counts the records of a topic, and reads the counters of the task that read
 * or wrote them.
 */
public enum Figure {
    EVENTS_READ(Topics.USER_EVENTS, "records below the application's offset"),
    REQUESTS_READ(Topics.SCORE_REQUESTS, "records below the application's offset"),
    GROUPS(Topics.TRAINING_EXAMPLES, "request groups"),
    TARGETS(Topics.TRAINING_EXAMPLES, "next-positive targets"),
    ANSWERS(Topics.SCORES, "answers"),
    EVENTS_REJECTED(Topics.REJECTED_EVENTS, "records of user-events"),
    REQUESTS_REJECTED(Topics.REJECTED_EVENTS, "records of score-requests"),
    EVENTS_DEAD(Topics.DEAD_LETTERS, "records of user-events"),
    REQUESTS_DEAD(Topics.DEAD_LETTERS, "records of score-requests");

    private final Topics topic;
    private final String words;

    Figure(Topics topic, String words) {
        this.topic = topic;
        this.words = words;
    }

    /** The topic whose records are counted. */
    public Topics of() {
        return topic;
    }

    String topic() {
        return topic.topic();
    }

    /** The records that are counted, in words. */
    String words() {
        return words;
    }

    /** The number according to the task's counters. */
    long expected(TaskFigures task) {
        return switch (this) {
            case EVENTS_READ -> task.get(TaskCounter.EVENTS_IN) + task.get(TaskCounter.TICKS);
            case REQUESTS_READ -> task.get(TaskCounter.REQUESTS_IN);
            case GROUPS -> task.get(TaskCounter.EXAMPLE_GROUPS);
            case TARGETS -> task.get(TaskCounter.EXAMPLE_TARGETS);
            // A rejected request has an answer too, unless the record is not a request.
            case ANSWERS ->
                task.get(TaskCounter.REQUESTS_ANSWERED)
                        + requestsRejected(task)
                        - task.get(TaskCounter.REQUESTS_REJECTED_PREFIX + RejectReason.UNEXPECTED_RECORD);
            case EVENTS_REJECTED -> task.sumBelow(TaskCounter.REJECTED_PREFIX);
            case REQUESTS_REJECTED -> requestsRejected(task);
            case EVENTS_DEAD -> task.get(TaskCounter.DEAD_LETTERED);
            case REQUESTS_DEAD -> task.get(TaskCounter.REQUESTS_DEAD_LETTERED);
        };
    }

    private static long requestsRejected(TaskFigures task) {
        return task.sumBelow(TaskCounter.REQUESTS_REJECTED_PREFIX);
    }
}
