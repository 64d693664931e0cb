package dev.freshet.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts violations and keeps the first ones of each partition. Not thread-safe. */
public final class Violations {

    private static final int KEPT = 3;

    private record Place(String topic, int partition) {}

    private final int kept;
    private final Map<Place, PriorityQueue<Violation>> lastFirst = new HashMap<>();
    private long count;

    /** Keeps three violations of each partition. */
    public Violations() {
        this(KEPT);
    }

    /** @param kept violations to keep of each partition */
    public Violations(int kept) {
        this.kept = kept;
    }

    public void add(Violation violation) {
        count++;
        PriorityQueue<Violation> here = lastFirst.computeIfAbsent(
                new Place(violation.topic(), violation.partition()),
                place -> new PriorityQueue<>(Violation.ORDER.reversed()));
        here.add(violation);
        if (here.size() > kept) {
            here.remove();
        }
    }

    public void add(String topic, int partition, long offset, String words) {
        add(new Violation(topic, partition, offset, words));
    }

    public long count() {
        return count;
    }

    /** The violations that are kept, by topic, partition and offset. */
    public List<Violation> first() {
        return lastFirst.values().stream()
                .flatMap(PriorityQueue::stream)
                .sorted(Violation.ORDER)
                .toList();
    }
}
