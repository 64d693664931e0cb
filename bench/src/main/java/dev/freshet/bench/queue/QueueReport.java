package dev.freshet.bench.queue;

import java.util.List;

/**
 * Measurements of all queues.
 *
 * @param cores number of the machine's cores
 */
public record QueueReport(String bench, int cores, QueuePlan plan, List<QueueRound> rounds, List<QueueRatio> ratios) {

    /** The ratios as readable lines. */
    public List<String> lines() {
        return ratios.stream().map(ratio -> ratio.line(plan)).toList();
    }
}
