package dev.freshet.core.dataset;

import java.util.Map;
import java.util.TreeMap;

/** Named counts, sorted by name. Not thread-safe. */
public final class NamedCounts {

    private final TreeMap<String, Long> counts = new TreeMap<>();

    public void add(String name) {
        add(name, 1);
    }

    public void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    public long get(String name) {
        return counts.getOrDefault(name, 0L);
    }

    public Map<String, Long> asMap() {
        return new TreeMap<>(counts);
    }
}
