package dev.freshet.core.leakage;

import dev.freshet.core.group.GroupRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One customer's part of the log. Not thread-safe. */
final class CustomerLog {

    /**
     * A positive event.
     *
     * @param offset its place in the log
     * @param order its place among the applied events
     * @param requestId its request; null when unknown
     * @param labels the opening of the group that it labels; null when it labels none
     */
    record Positive(long offset, long order, String requestId, GroupOpening labels) {}

    private final Map<EventKey, List<Positive>> positives = new HashMap<>();
    private final Map<String, List<GroupOpening>> openings = new HashMap<>();

    /**
     * Takes the customer's next event.
     *
     * @param order its place among the applied events
     * @param watermark of the partition, epoch milliseconds
     */
    void add(LoggedEvent event, long order, GroupRules rules, long watermark) {
        GroupOpening collecting = event.requestId() != null && rules.collects(event.action(), event.sourceType())
                ? collect(event, order, rules, watermark)
                : null;
        if (event.action().isPositive()) {
            positives
                    .computeIfAbsent(EventKey.of(event), key -> new ArrayList<>(1))
                    .add(new Positive(event.offset(), order, event.requestId(), collecting));
        }
    }

    /** The group that collects the event; null when the event is too late for it. */
    private GroupOpening collect(LoggedEvent event, long order, GroupRules rules, long watermark) {
        List<GroupOpening> before = openings.computeIfAbsent(event.requestId(), id -> new ArrayList<>(1));
        GroupOpening last = before.isEmpty() ? null : before.get(before.size() - 1);
        long closes = last == null ? 0 : last.timestamp() + rules.windowMs();
        if (last != null && closes >= watermark) {
            return last;
        }
        boolean remembered = last != null && closes + rules.lateHorizonMs() >= watermark;
        if (remembered || event.timestamp() + rules.windowMs() < watermark) {
            return null;
        }
        GroupOpening opening = new GroupOpening(event.requestId(), event.timestamp(), event.offset(), order);
        before.add(opening);
        return opening;
    }

    /** All positive events of a key, in the order in which they were applied. */
    List<Positive> positives(EventKey key) {
        return positives.getOrDefault(key, List.of());
    }

    /** The opening of a request's group with a given date. */
    Optional<GroupOpening> opening(String requestId, long timestamp) {
        return openings.getOrDefault(requestId, List.of()).stream()
                .filter(opening -> opening.timestamp() == timestamp)
                .findFirst();
    }
}
