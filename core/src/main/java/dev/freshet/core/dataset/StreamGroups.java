package dev.freshet.core.dataset;

import dev.freshet.core.event.Action;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.group.RequestGroup;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The request groups of a log, opened and closed by event time as in the live stream. Holds only open groups and the
 * markers of closed ones. Not thread-safe.
 */
final class StreamGroups {

    private final GroupRules rules;
    private final BiConsumer<String, RequestGroup> closed;
    private final NamedCounts counts;
    private final Map<Key, RequestGroup> open = new HashMap<>();
    private final Set<Key> markers = new HashSet<>();

    /** In order of date, because events arrive in order of time. */
    private final ArrayDeque<Dated> closing = new ArrayDeque<>();

    private final ArrayDeque<Dated> forgetting = new ArrayDeque<>();

    private record Key(String userId, String requestId) {}

    private record Dated(Key key, long date) {}

    /** {@code closed} takes each valid group, with its customer, when it closes. */
    StreamGroups(GroupRules rules, NamedCounts counts, BiConsumer<String, RequestGroup> closed) {
        this.rules = rules;
        this.counts = counts;
        this.closed = closed;
    }

    /**
     * Adds an event to its group, if it takes part in one.
     *
     * @param nextSequence the customer's next history sequence
     */
    void collect(LogEvent event, long nextSequence) {
        if (event.requestId() == null || !rules.collects(event.action(), event.sourceType())) {
            return;
        }
        Key key = new Key(event.userId(), event.requestId());
        if (markers.contains(key)) {
            counts.add(event.action() == Action.VIEW ? "events.late_impression" : "events.late_label");
            return;
        }
        RequestGroup group = open.get(key);
        if (group == null) {
            counts.add("groups.opened");
            closing.add(new Dated(key, event.timestamp()));
            group = RequestGroup.open(event.requestId(), event.timestamp(), nextSequence);
        }
        open.put(key, group.with(event.productId(), event.action(), event.sourceType(), rules.maxItems()));
    }

    /** Closes the groups that are due at a watermark; called before the event that advanced it is collected. */
    void advance(long watermark) {
        while (!closing.isEmpty() && closing.peek().date + rules.windowMs() < watermark) {
            close(closing.poll());
        }
        while (!forgetting.isEmpty() && forgetting.peek().date + rules.windowMs() + rules.lateHorizonMs() < watermark) {
            markers.remove(forgetting.poll().key);
        }
    }

    /** Closes every open group; later events are late. */
    void closeAll() {
        while (!closing.isEmpty()) {
            close(closing.poll());
        }
    }

    private void close(Dated dated) {
        RequestGroup group = open.remove(dated.key);
        markers.add(dated.key);
        forgetting.add(dated);
        switch (group.verdict(rules)) {
            case TOO_SMALL -> counts.add("groups.dropped.too_small");
            case ONE_CLASS -> counts.add("groups.dropped.one_class");
            case VALID -> closed.accept(dated.key.userId, group);
        }
    }
}
