package dev.freshet.launcher.audit;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.Topics;
import dev.freshet.streams.Counter;
import java.util.function.ToLongFunction;

/** A number that can be counted twice: from a topic's records, and from what the task that read or wrote them counted. */
enum Figure {
    EVENTS_READ(
            Topics.USER_EVENTS,
            "records below the application's offset",
            task -> task.get(Counter.EVENTS_IN) + task.get(Counter.TICKS)),
    REQUESTS_READ(
            Topics.SCORE_REQUESTS,
            "records below the application's offset",
            task -> task.get(Counter.REQUESTS_IN)),
    GROUPS(Topics.TRAINING_EXAMPLES, "request groups", task -> task.get(Counter.EXAMPLE_GROUPS)),
    TARGETS(Topics.TRAINING_EXAMPLES, "next-positive targets", task -> task.get(Counter.EXAMPLE_TARGETS)),
    /** A request that breaks a rule is answered too, unless it is none at all. */
    ANSWERS(
            Topics.SCORES,
            "answers",
            task -> task.get(Counter.REQUESTS_ANSWERED)
                    + task.sumBelow(Counter.REQUESTS_REJECTED_PREFIX)
                    - task.get(Counter.REQUESTS_REJECTED_PREFIX + RejectReason.UNEXPECTED_RECORD)),
    EVENTS_REJECTED(
            Topics.REJECTED_EVENTS, "records of user-events", task -> task.sumBelow(Counter.REJECTED_PREFIX)),
    REQUESTS_REJECTED(
            Topics.REJECTED_EVENTS,
            "records of score-requests",
            task -> task.sumBelow(Counter.REQUESTS_REJECTED_PREFIX)),
    EVENTS_DEAD(Topics.DEAD_LETTERS, "records of user-events", task -> task.get(Counter.DEAD_LETTERED)),
    REQUESTS_DEAD(
            Topics.DEAD_LETTERS, "records of score-requests", task -> task.get(Counter.REQUESTS_DEAD_LETTERED));

    private final Topics topic;
    private final String words;
    private final ToLongFunction<TaskFigures> counted;

    Figure(Topics topic, String words, ToLongFunction<TaskFigures> counted) {
        this.topic = topic;
        this.words = words;
        this.counted = counted;
    }

    /** Where it is counted. */
    Topics of() {
        return topic;
    }

    String topic() {
        return topic.topic();
    }

    /** What is counted there. */
    String words() {
        return words;
    }

    /** What it must be, as the task has counted. */
    long expected(TaskFigures task) {
        return counted.applyAsLong(task);
    }
}
