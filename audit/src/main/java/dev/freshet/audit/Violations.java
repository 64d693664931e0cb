package dev.freshet.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts violations and keeps the first ones of each partition. */
public final class Violations {

    private static final int KEPT = 3;

    private record Place(String topic, int partition) {}

    private final List<Violation> first = new ArrayList<>();
    private final Map<Place, Integer> kept = new HashMap<>();
    private long count;

    public void add(Violation violation) {
        count++;
        if (kept.merge(new Place(violation.topic(), violation.partition()), 1, Integer::sum) <= KEPT) {
            first.add(violation);
        }
    }

    public void add(String topic, int partition, long offset, String words) {
        add(new Violation(topic, partition, offset, words));
    }

    public long count() {
        return count;
    }

    public List<Violation> first() {
        return List.copyOf(first);
    }
}
