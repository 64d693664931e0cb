package dev.freshet.core.leakage;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.leakage.CustomerLog.Positive;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the next-positive targets of one partition that were written before a group that they label. Examples do not
 * distinguish equal events, so a violation is reported only when no assignment of the events is right. Not thread-safe.
 */
final class EarlyTargets {

    private record Target(String userId, EventKey key) {}

    private record GroupId(String userId, String requestId, long timestamp) {}

    /** An event that could be the target, and the offset of the group that it labels; below 0 when it labels none. */
    private record Candidate(Positive event, long groupOffset) {}

    private final LogIndex log;

    /** Offset of each cart addition's example, by the event's sequence. */
    private final Map<Target, TreeMap<Long, Long>> carts = new LinkedHashMap<>();

    private final Map<GroupId, Long> groups = new HashMap<>();
    private long count;

    EarlyTargets(LogIndex log) {
        this.log = log;
    }

    /**
     * Takes the next example's targets; reports a target that was written before the groups that it labels can have
     * closed.
     */
    Optional<LeakageViolation> add(long offset, long recordTime, Example example) {
        LeakageViolation early = null;
        for (int index : example.targets()) {
            count++;
            HistoryEvent target = example.history().get(index);
            EventKey key = EventKey.of(target);
            if (early == null && recordTime <= target.timestamp() + log.windowMs()) {
                early = new LeakageViolation(
                        offset,
                        example.userId(),
                        null,
                        Leak.EARLY_TARGET,
                        "the target, a " + key + ", was written at " + recordTime + ", within " + log.windowMs()
                                + " ms: groups that it labels may be open");
            }
            if (target.action() == Action.CART_UPDATE) {
                carts.computeIfAbsent(new Target(example.userId(), key), k -> new TreeMap<>())
                        .putIfAbsent(target.sequence(), offset);
            }
        }
        return Optional.ofNullable(early);
    }

    void groupIsOut(long offset, String userId, ExampleGroup group) {
        groups.putIfAbsent(new GroupId(userId, group.requestId(), group.timestamp()), offset);
    }

    long count() {
        return count;
    }

    List<LeakageViolation> finish() {
        List<LeakageViolation> found = new ArrayList<>();
        carts.forEach((target, bySequence) -> early(target, bySequence).ifPresent(found::add));
        return found;
    }

    /** The i-th of equal targets may be written only after i of their groups. */
    private Optional<LeakageViolation> early(Target target, Map<Long, Long> bySequence) {
        List<Candidate> candidates = log.customer(target.userId()).positives(target.key()).stream()
                .map(event -> new Candidate(event, groupOffset(target.userId(), event)))
                .sorted(Comparator.comparingLong(Candidate::groupOffset))
                .toList();
        List<Long> offsets = bySequence.values().stream().sorted().toList();
        for (int i = 0; i < Math.min(offsets.size(), candidates.size()); i++) {
            Candidate candidate = candidates.get(i);
            if (offsets.get(i) < candidate.groupOffset()) {
                return Optional.of(new LeakageViolation(
                        offsets.get(i),
                        target.userId(),
                        candidate.event().requestId(),
                        Leak.EARLY_TARGET,
                        "the target, a " + target.key() + ", labels a group that follows at offset "
                                + candidate.groupOffset()));
            }
        }
        return Optional.empty();
    }

    private long groupOffset(String userId, Positive event) {
        GroupOpening opening = event.labels();
        return opening == null
                ? -1
                : groups.getOrDefault(new GroupId(userId, opening.requestId(), opening.timestamp()), -1L);
    }
}
