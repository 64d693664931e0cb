package dev.freshet.streams.event;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.Watermark;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.store.EventIds;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.Popularity;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Advances the watermark, fires the timers that are due, then applies the record. Only records advance the watermark,
 * the wall clock never does.
 */
public final class ApplyEvents implements Processor<byte[], ValidInput, byte[], PartitionedValue> {

    private final TopologyConfig config;
    private RejectionForwarder rejections;
    private TaskState task;
    private Timers timers;
    private EventIds eventIds;
    private HistoryUpdater histories;
    private NextPositiveEmitter targets;
    private RequestGroups groups;
    private ExampleEmitter examples;
    private Popularity popularity;

    public ApplyEvents(TopologyConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<byte[], PartitionedValue> context) {
        this.rejections = new RejectionForwarder(context);
        this.task = new TaskState(
                context.getStateStore(StoreNames.TASK), context.taskId().partition());
        this.timers = new Timers(context.getStateStore(StoreNames.TIMERS));
        this.eventIds = new EventIds(context.getStateStore(StoreNames.EVENT_IDS), timers, config.dedupWindowMs());
        Histories rows = new Histories(
                context.getStateStore(StoreNames.HISTORY_HEADS),
                context.getStateStore(StoreNames.HISTORY_CHUNKS),
                config.history());
        this.popularity = new Popularity(context.getStateStore(StoreNames.POPULARITY));
        this.examples = new ExampleEmitter(context, task);
        this.targets = new NextPositiveEmitter(rows, timers, task, examples, config);
        this.histories = new HistoryUpdater(rows, task, targets);
        this.groups = new RequestGroups(context.getStateStore(StoreNames.GROUPS), rows, timers, task, examples, config);
    }

    @Override
    public void process(Record<byte[], ValidInput> record) {
        ValidInput input = record.value();
        if (input instanceof ValidInput.TimeTick tick) {
            advance(tick.timestamp());
        } else if (input instanceof ValidInput.CustomerEvent applied) {
            apply(record, applied.event());
        }
    }

    private void apply(Record<byte[], ValidInput> record, UserEvent event) {
        if (eventIds.isRepeat(event)) {
            task.count(TaskCounter.DUPLICATE);
            return;
        }
        long ahead = task.watermark() == TaskState.NONE ? 0 : event.getTimestamp() - task.watermark();
        if (ahead > config.futureToleranceMs()) {
            task.count(TaskCounter.rejected(RejectReason.FUTURE));
            rejections.reject(record, future(ahead), event);
            return;
        }
        advance(event.getTimestamp());
        eventIds.remember(event, task.watermark());
        if (histories.isLate(event) || !groups.collect(event)) {
            task.count(TaskCounter.LATE);
            return;
        }
        histories.append(event);
        if (event.getActionType() == ActionType.CART_UPDATE) {
            popularity.add(event.getProductId());
        }
        task.count(TaskCounter.ACCEPTED);
    }

    private void advance(long time) {
        long before = task.watermark();
        if (time <= before) {
            return;
        }
        task.watermark(time);
        for (Timers.Timer due = timers.take(time); due != null; due = timers.take(time)) {
            fire(due);
        }
        long interval = config.watermarkIntervalMs();
        if (before == TaskState.NONE || Math.floorDiv(time, interval) != Math.floorDiv(before, interval)) {
            examples.emit(null, new Watermark(time));
        }
    }

    private void fire(Timers.Timer timer) {
        switch (timer.kind()) {
            case CLOSE_GROUP -> groups.close(timer.user(), timer.id());
            case FLUSH_TARGETS -> targets.emitDue(timer.user(), timer.due() + 1);
            case FORGET_GROUP -> groups.forget(timer.user(), timer.id());
            case FORGET_EVENT_ID -> eventIds.forget(timer.user(), timer.id());
        }
    }

    private Rejection future(long ahead) {
        return new Rejection(
                RejectReason.FUTURE,
                "the event is " + ahead + " ms ahead of its partition's watermark " + task.watermark()
                        + "; events.future.tolerance allows " + config.futureToleranceMs()
                        + " ms. Ticks move the watermark when customers are quiet");
    }
}
