package dev.freshet.streams.event;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.codec.ActionCodec;
import dev.freshet.streams.store.EventIds;
import dev.freshet.streams.store.OpenIntervals;
import dev.freshet.streams.store.PopularityUpdates;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.util.OptionalLong;

/** Applies an event that is not ahead of the watermark: to its customer's history, its request group and the counts. */
final class EventApplier {

    private final EventIds eventIds;
    private final HistoryUpdater histories;
    private final RequestGroups groups;
    private final PopularityUpdates popularity;
    private final OpenIntervals counts;
    private final TaskState task;

    EventApplier(
            EventIds eventIds,
            HistoryUpdater histories,
            RequestGroups groups,
            PopularityUpdates popularity,
            OpenIntervals counts,
            TaskState task) {
        this.eventIds = eventIds;
        this.histories = histories;
        this.groups = groups;
        this.popularity = popularity;
        this.counts = counts;
        this.task = task;
    }

    void apply(UserEvent event) {
        if (eventIds.isRepeat(event)) {
            task.count(TaskCounter.DUPLICATE);
            return;
        }
        eventIds.remember(event);
        OptionalLong group = histories.isLate(event) ? OptionalLong.empty() : groups.collect(event);
        if (group.isEmpty()) {
            task.count(TaskCounter.LATE);
            return;
        }
        histories.append(event, group.getAsLong());
        if (event.getActionType() == ActionType.CART_UPDATE) {
            popularity.add(event.getProductId());
        }
        counts.add(
                event.getUserId(),
                event.getProductId(),
                ActionCodec.of(event.getActionType()),
                Math.max(event.getTimestamp(), task.watermark()));
        task.count(TaskCounter.ACCEPTED);
    }
}
