package dev.freshet.streams.event;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.group.RequestGroup;
import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.History;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.codec.ActionCodec;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.rows.GroupRow;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.store.GroupRows;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.StoreKeys;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Collects impressions and cart additions by request, and closes each group once. */
final class RequestGroups {

    private final KeyValueStore<Bytes, GroupRow> rows;
    private final Histories histories;
    private final Timers timers;
    private final TaskState task;
    private final ExampleEmitter examples;
    private final TopologyConfig config;
    private final GroupRules rules;
    private final ExampleAssembler assembly;

    RequestGroups(
            KeyValueStore<Bytes, GroupRow> rows,
            Histories histories,
            Timers timers,
            TaskState task,
            ExampleEmitter examples,
            TopologyConfig config) {
        this.rows = rows;
        this.histories = histories;
        this.timers = timers;
        this.task = task;
        this.examples = examples;
        this.config = config;
        this.rules = config.groups();
        this.assembly = config.assembly();
    }

    /**
     * Adds an event to its group.
     *
     * @return the date of its group, epoch milliseconds; the event's own time when it is in no open group; empty for an
     *     impression that is too late to have any effect
     */
    OptionalLong collect(UserEvent event) {
        Action action = ActionCodec.of(event.getActionType());
        if (event.getRequestId() == null || !rules.collects(action, event.getSourceType())) {
            return OptionalLong.of(event.getTimestamp());
        }
        String user = event.getUserId();
        Bytes key = StoreKeys.of(user, event.getRequestId());
        GroupRow row = rows.get(key);
        long closes = (row == null ? event.getTimestamp() : row.getTimestamp()) + rules.windowMs();
        if (row == null ? closes < task.watermark() : row.getClosed()) {
            task.count(action == Action.VIEW ? TaskCounter.LATE_IMPRESSION : TaskCounter.LATE_LABEL);
            return action == Action.VIEW ? OptionalLong.empty() : OptionalLong.of(event.getTimestamp());
        }
        RequestGroup group = row != null ? GroupRows.group(row, event.getRequestId()) : open(event, closes);
        rows.put(key, GroupRows.row(group.with(event.getProductId(), action, event.getSourceType(), rules.maxItems())));
        return OptionalLong.of(group.timestamp());
    }

    void close(String user, String requestId) {
        Bytes key = StoreKeys.of(user, requestId);
        GroupRow row = rows.get(key);
        RequestGroup group = GroupRows.group(row, requestId);
        switch (group.verdict(rules)) {
            case TOO_SMALL -> task.count(TaskCounter.GROUPS_TOO_SMALL);
            case ONE_CLASS -> task.count(TaskCounter.GROUPS_ONE_CLASS);
            case VALID -> emit(user, group);
        }
        rows.put(key, GroupRows.marker(row.getTimestamp()));
        long forgotten = row.getTimestamp() + rules.windowMs() + rules.lateHorizonMs();
        timers.set(new Timers.Timer(forgotten, Timers.Kind.FORGET_GROUP, user, requestId));
    }

    void forget(String user, String requestId) {
        rows.delete(StoreKeys.of(user, requestId));
    }

    private RequestGroup open(UserEvent event, long closes) {
        task.count(TaskCounter.GROUPS_OPENED);
        timers.set(new Timers.Timer(closes, Timers.Kind.CLOSE_GROUP, event.getUserId(), event.getRequestId()));
        long opening = histories.head(event.getUserId()).getNextSequence();
        return RequestGroup.open(event.getRequestId(), event.getTimestamp(), opening);
    }

    private void emit(String user, RequestGroup group) {
        long delay = assembly.delay(user, group);
        HistoryHead head = histories.head(user);
        History seen = history(user, head, assembly.cutoff(group, delay));
        Example example = delay > 0
                ? assembly.delayedGroup(user, group, delay, seen, history(user, head, assembly.served(group)))
                : assembly.group(user, group, delay, seen);
        task.count(TaskCounter.GROUPS_VALID);
        task.count(TaskCounter.EXAMPLE_GROUPS);
        if (example.groups().get(0).holdout()) {
            task.count(TaskCounter.GROUPS_HOLDOUT);
        }
        examples.emit(example);
    }

    private History history(String user, HistoryHead head, Cutoff cutoff) {
        return histories.read(user, head, cutoff, config.history().length());
    }
}
