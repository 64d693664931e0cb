package dev.freshet.trainer.offline;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a dataset holds and how it was built.
 *
 * @param protocol stream or notebook
 * @param settings settings that the dataset was built with
 * @param split {@code start}, {@code train_end}, {@code valid_from}, {@code end}, epoch milliseconds UTC
 * @param events number of events by action
 * @param users number of distinct customers
 * @param products number of products with a row
 * @param sources number of sources with a row
 * @param counts number of groups and users that each rule kept or dropped
 * @param parts number of examples, history events, targets and groups in each file
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
