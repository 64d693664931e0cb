package dev.freshet.core.leakage;

import dev.freshet.core.event.DedupRules;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The event ids that the streams app remembers. Not thread-safe. */
final class RecentIds {

    /** An id and the last watermark at which its repeat is a duplicate. */
    private record Remembered(String userId, String eventId, long until) {}

    private final DedupRules rules;
    private final Map<String, Set<String>> byCustomer = new HashMap<>();
    private final PriorityQueue<Remembered> byEnd = new PriorityQueue<>(Comparator.comparingLong(Remembered::until));

    RecentIds(DedupRules rules) {
        this.rules = rules;
    }

    /** Takes an event at a watermark that never goes back; true when the event is a duplicate by its id. */
    boolean isRepeat(LoggedEvent event, long watermark) {
        if (event.eventId() == null || event.eventId().isEmpty()) {
            return false;
        }
        forget(watermark);
        Set<String> ids = byCustomer.computeIfAbsent(event.userId(), user -> new HashSet<>());
        if (ids.contains(event.eventId())) {
            return true;
        }
        if (ids.size() < rules.most()) {
            ids.add(event.eventId());
            byEnd.add(new Remembered(event.userId(), event.eventId(), rules.until(event.timestamp(), watermark)));
        }
        return false;
    }

    private void forget(long watermark) {
        while (!byEnd.isEmpty() && byEnd.peek().until() < watermark) {
            Remembered id = byEnd.poll();
            Set<String> ids = byCustomer.get(id.userId());
            ids.remove(id.eventId());
            if (ids.isEmpty()) {
                byCustomer.remove(id.userId());
            }
        }
    }
}
