package dev.freshet.trainer.offline;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a dataset holds and how it came about.
 *
 * @param protocol stream or notebook
 * @param settings in force
 * @param split {@code start}, {@code train_end}, {@code valid_from}, {@code end}, epoch milliseconds UTC
 * @param events by action
 * @param users distinct ones
 * @param products with a row
 * @param sources with a row
 * @param counts what became of groups and users, by rule
 * @param parts of each file, examples, history events, targets and groups
 */
public record DatasetSummary(
        String protocol,
        Map<String, String> settings,
        Map<String, Long> split,
        Map<String, Long> events,
        long users,
        long products,
        long sources,
        Map<String, Long> counts,
        Map<String, Map<String, Long>> parts) {

    public DatasetSummary {
        settings = new TreeMap<>(settings);
        split = new TreeMap<>(split);
        events = new TreeMap<>(events);
        counts = new TreeMap<>(counts);
        parts = new TreeMap<>(parts);
    }
}
