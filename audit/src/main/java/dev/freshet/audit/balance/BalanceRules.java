package dev.freshet.audit.balance;

import dev.freshet.audit.Violation;
import dev.freshet.audit.Violations;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;

/**
 * Checks the balance of one partition. The task's counters are taken before and after the ends of the topics. The
 * number of records must lie between the two counts, and equals both when the application is at rest. Pure.
 */
final class BalanceRules {

    private final Violations violations;

    BalanceRules(Violations violations) {
        this.violations = violations;
    }

    /**
     * Checks the balance of the task's counters, and compares the topics with them.
     *
     * @param counted number of records in the topics; figures that can no longer be counted are absent
     */
    void check(int partition, TaskFigures before, TaskFigures after, Map<Figure, Long> counted) {
        long missing = after.eventsMissing();
        if (missing != 0) {
            number(
                    Topics.USER_EVENTS.topic(),
                    partition,
                    "the balance of events does not close: " + missing
                            + " came in and are neither accepted, rejected, late, duplicate, dead-lettered nor waiting");
        }
        if (after.requestsWaiting() < 0) {
            number(
                    Topics.SCORE_REQUESTS.topic(),
                    partition,
                    "the balance of requests does not close: " + -after.requestsWaiting()
                            + " more are answered, rejected or dead-lettered than came in");
        }
        counted.forEach((figure, n) -> {
            long low = figure.expected(before);
            long high = figure.expected(after);
            if (n < low || n > high) {
                number(figure.topic(), partition, words(figure, n, low, high));
            }
        });
    }

    /**
     * Checks the waiting events and requests of an application at rest.
     *
     * @param events number of rows in its store of waiting events, without ticks
     * @param waiting number of rows in its store of waiting requests
     */
    void checkWaiting(int partition, TaskFigures task, long events, long waiting) {
        if (task.eventsWaiting() != events) {
            number(
                    Topics.USER_EVENTS.topic(),
                    partition,
                    "the application counted " + task.eventsWaiting() + " waiting events, its store holds " + events);
        }
        if (task.requestsWaiting() >= 0 && task.requestsWaiting() != waiting) {
            number(
                    Topics.SCORE_REQUESTS.topic(),
                    partition,
                    task.requestsWaiting() + " requests came in and are neither answered nor refused, but " + waiting
                            + " wait");
        }
    }

    private void number(String topic, int partition, String words) {
        violations.add(topic, partition, Violation.NO_OFFSET, words);
    }

    private static String words(Figure figure, long n, long low, long high) {
        String expected = low == high ? "" + low : low + " to " + high;
        String words = n + " " + figure.words() + ", the application counted " + expected;
        boolean multiple = low == high && low > 0 && n > low && n % low == 0;
        return multiple && figure.topic().equals(Topics.TRAINING_EXAMPLES.topic())
                ? words + "; " + n / low + " times as many: do other applications (application.id) write here too?"
                        + " This audit cannot tell them apart"
                : words;
    }
}
