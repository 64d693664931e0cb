package dev.freshet.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.cli.faults.ExpectedPartition.Fate;
import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.RequestMarks;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.store.TaskCounter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** What must become of each event of a log: accepted, duplicate, late or from the future, and the customers' histories. */
final class ExpectedEvents {

    private final List<ExpectedPartition> partitions;
    private final Map<Fate, List<UserEvent>> fates = new EnumMap<>(Fate.class);
    private final Map<String, List<HistoryEvent>> histories = new HashMap<>();

    ExpectedEvents(int partitions) {
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new ExpectedPartition(this::decided))
                .toList();
        for (Fate fate : Fate.values()) {
            fates.put(fate, new ArrayList<>());
        }
    }

    int partitions() {
        return partitions.size();
    }

    void tick(long time) {
        partitions.forEach(partition -> partition.tick(time));
    }

    void event(UserEvent event) {
        of(event.getUserId()).event(event);
    }

    /** The partition of a customer. */
    ExpectedPartition of(String user) {
        return partitions.get(BuiltInPartitioner.partitionForKey(user.getBytes(UTF_8), partitions.size()));
    }

    boolean isAnyWaiting() {
        return partitions.stream().anyMatch(ExpectedPartition::isAnyWaiting);
    }

    /** The events of a fate, in the order in which it was decided. */
    List<UserEvent> events(Fate fate) {
        return List.copyOf(fates.get(fate));
    }

    /** A customer's history so far, in order of arrival. */
    List<HistoryEvent> history(String user) {
        return histories.getOrDefault(user, List.of());
    }

    /** The counters of these events that are not 0. */
    SortedMap<String, Long> counters() {
        SortedMap<String, Long> counters = new TreeMap<>();
        counters.put(TaskCounter.ACCEPTED, (long) fates.get(Fate.ACCEPTED).size());
        counters.put(TaskCounter.DUPLICATE, (long) fates.get(Fate.DUPLICATE).size());
        counters.put(TaskCounter.LATE, (long) fates.get(Fate.LATE).size());
        counters.put(TaskCounter.rejected(RejectReason.FUTURE), (long)
                fates.get(Fate.FUTURE).size());
        counters.values().removeIf(n -> n == 0);
        return counters;
    }

    private void decided(UserEvent event, Fate fate) {
        fates.get(fate).add(event);
        if (fate == Fate.ACCEPTED && event.getActionType() != ActionType.VIEW) {
            List<HistoryEvent> history = histories.computeIfAbsent(event.getUserId(), user -> new ArrayList<>());
            history.add(new HistoryEvent(
                    event.getProductId(),
                    Action.valueOf(event.getActionType().name()),
                    event.getSourceType(),
                    event.getTimestamp(),
                    history.size(),
                    RequestMarks.hash(event.getRequestId())));
        }
    }
}
