package dev.freshet.audit.balance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The counters of a task of the streams app, by the names of {@link TaskCounter}. */
record TaskFigures(Map<String, Long> counters) {

    static final TaskFigures NONE = new TaskFigures(Map.of());

    TaskFigures {
        counters = Map.copyOf(counters);
    }

    /** The numbers in the rows of a task's store. */
    static TaskFigures of(Map<ByteBuffer, byte[]> rows) {
        Map<String, Long> counters = new HashMap<>();
        rows.forEach((key, row) -> {
            String name = UTF_8.decode(key.duplicate()).toString();
            if (TaskState.isNumber(name)) {
                counters.put(name, TaskState.number(row));
            }
        });
        return new TaskFigures(counters);
    }

    long get(String name) {
        return counters.getOrDefault(name, 0L);
    }

    long sumBelow(String prefix) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The counters that ticks do not move, without the rows that count nothing, such as watermarks. */
    TaskFigures withoutTicks() {
        Map<String, Long> rest = new HashMap<>(counters);
        rest.keySet().removeIf(name -> name.startsWith(TaskCounter.TICKS) || !TaskState.isCounter(name));
        return new TaskFigures(rest);
    }

    /** Events that came in and that no other counter includes; 0 when the balance closes. */
    long eventsMissing() {
        return get(TaskCounter.EVENTS_IN)
                - get(TaskCounter.ACCEPTED)
                - sumBelow(TaskCounter.REJECTED_PREFIX)
                - get(TaskCounter.LATE)
                - get(TaskCounter.DUPLICATE)
                - get(TaskCounter.DEAD_LETTERED)
                - eventsWaiting();
    }

    /** Events that are not applied yet. */
    long eventsWaiting() {
        return get(TaskCounter.WAITING) + get(TaskCounter.QUEUED);
    }

    /** Requests that came in and are neither answered nor rejected. */
    long requestsWaiting() {
        return get(TaskCounter.REQUESTS_IN)
                - get(TaskCounter.REQUESTS_ANSWERED)
                - sumBelow(TaskCounter.REQUESTS_REJECTED_PREFIX)
                - get(TaskCounter.REQUESTS_DEAD_LETTERED);
    }

    /** Whether anything but ticks came in. */
    boolean isEmpty() {
        return get(TaskCounter.EVENTS_IN) + get(TaskCounter.REQUESTS_IN) == 0;
    }
}
