package dev.freshet.streams;

import dev.freshet.streams.score.ServedModel;
import dev.freshet.streams.store.TaskCounter;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of this instance.
 *
 * @param counters by the names of {@link TaskCounter}, summed over its tasks
 * @param watermarks by partition, epoch milliseconds; partitions without a watermark are absent
 * @param scoreMillisP50 median time to compute an answer since the start, milliseconds
 * @param scoreMillisP99 its 99th percentile
 * @param model the version that serves, and a newer one that cannot
 */
public record StreamsProgress(
        Map<String, Long> counters,
        Map<Integer, Long> watermarks,
        double scoreMillisP50,
        double scoreMillisP99,
        ServedModel model) {

    public StreamsProgress {
        counters = Map.copyOf(counters);
        watermarks = Map.copyOf(watermarks);
    }

    public long counter(String name) {
        return counters.getOrDefault(name, 0L);
    }

    /** Counters whose names begin with a prefix, by the rest of their names, sorted. */
    public Map<String, Long> countersBelow(String prefix) {
        Map<String, Long> below = new TreeMap<>();
        counters.forEach((name, n) -> {
            if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), n);
            }
        });
        return below;
    }

    /** Requests that are neither answered nor rejected yet. */
    public long unanswered() {
        long refused = countersBelow(TaskCounter.REQUESTS_REJECTED_PREFIX).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return counter(TaskCounter.REQUESTS_IN)
                - counter(TaskCounter.REQUESTS_ANSWERED)
                - counter(TaskCounter.REQUESTS_DEAD_LETTERED)
                - refused;
    }

    /** Whether every partition's watermark has reached a time. */
    public boolean reached(int partitions, long time) {
        return watermarks.size() == partitions && watermarks.values().stream().allMatch(w -> w >= time);
    }
}
