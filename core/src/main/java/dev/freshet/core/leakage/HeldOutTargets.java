package dev.freshet.core.leakage;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.leakage.CustomerLog.Positive;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the targets of one partition that are events of held-out requests and are not marked so. Examples do not
 * distinguish equal events, so a target counts only when every event that it may be is of a held-out request. Groups must
 * be added before their targets. Not thread-safe.
 */
final class HeldOutTargets {

    private final LogIndex log;

    /** Held-out requests by customer. */
    private final Map<String, Set<String>> requests = new HashMap<>();

    HeldOutTargets(LogIndex log) {
        this.log = log;
    }

    void add(String userId, ExampleGroup group) {
        if (group.holdout()) {
            requests.computeIfAbsent(userId, id -> new HashSet<>()).add(group.requestId());
        }
    }

    Optional<LeakageViolation> check(long offset, Example example) {
        Set<String> heldOut = requests.getOrDefault(example.userId(), Set.of());
        if (heldOut.isEmpty()) {
            return Optional.empty();
        }
        for (int index : example.targets()) {
            HistoryEvent target = example.history().get(index);
            List<Positive> candidates = log.customer(example.userId()).positives(EventKey.of(target));
            boolean allHeldOut = !candidates.isEmpty()
                    && candidates.stream()
                            .allMatch(event -> event.requestId() != null && heldOut.contains(event.requestId()));
            if (allHeldOut && !example.heldOut().contains(index)) {
                return Optional.of(new LeakageViolation(
                        offset,
                        example.userId(),
                        candidates.get(0).requestId(),
                        Leak.HELD_OUT_TARGET,
                        "the target, a " + EventKey.of(target)
                                + ", is an event of a held-out request and not marked as held out"));
            }
        }
        return Optional.empty();
    }
}
