package dev.freshet.launcher.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts violations and keeps the first ones of each partition. */
final class Violations {

    private static final int KEPT = 3;

    private record Place(String topic, int partition) {}

    private final List<Violation> first = new ArrayList<>();
    private final Map<Place, Integer> kept = new HashMap<>();
    private long count;

    void add(Violation violation) {
        count++;
        if (kept.merge(new Place(violation.topic(), violation.partition()), 1, Integer::sum) <= KEPT) {
            first.add(violation);
        }
    }

    void add(String topic, int partition, long offset, String words) {
        add(new Violation(topic, partition, offset, words));
    }

    long count() {
        return count;
    }

    List<Violation> first() {
        return List.copyOf(first);
    }
}
