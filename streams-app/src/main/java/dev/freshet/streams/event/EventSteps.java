package dev.freshet.streams.event;

import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.event.ValidInput.CustomerEvent;
import dev.freshet.streams.store.EventIds;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.Popularity;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.StoredWitnesses;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What happens with each input, in this order: it moves the watermark, everything that is due happens, and an event is
 * applied, or waits when it is ahead of the watermark.
 */
final class EventSteps {

    private final StoredWitnesses witnesses;
    private final WatermarkAdvance advance;
    private final WaitingEvents waiting;
    private final EventApplier events;

    private EventSteps(
            StoredWitnesses witnesses, WatermarkAdvance advance, WaitingEvents waiting, EventApplier events) {
        this.witnesses = witnesses;
        this.advance = advance;
        this.waiting = waiting;
        this.events = events;
    }

    static EventSteps of(ProcessorContext<byte[], PartitionedValue> context, TopologyConfig config, TaskState task) {
        Timers timers = new Timers(context.getStateStore(StoreNames.TIMERS));
        EventIds eventIds = new EventIds(context.getStateStore(StoreNames.EVENT_IDS), timers, config.dedupWindowMs());
        Histories rows = new Histories(
                context.getStateStore(StoreNames.HISTORY_HEADS),
                context.getStateStore(StoreNames.HISTORY_CHUNKS),
                config.history());
        ExampleEmitter examples = new ExampleEmitter(context, task);
        NextPositiveEmitter targets = new NextPositiveEmitter(rows, timers, task, examples, config);
        RequestGroups groups =
                new RequestGroups(context.getStateStore(StoreNames.GROUPS), rows, timers, task, examples, config);
        EventApplier events = new EventApplier(
                eventIds,
                new HistoryUpdater(rows, task, targets),
                groups,
                new Popularity(context.getStateStore(StoreNames.POPULARITY)),
                task);
        WaitingEvents waiting = new WaitingEvents(
                context.getStateStore(StoreNames.WAITING_EVENTS),
                timers,
                task,
                new RejectionForwarder(context),
                config);
        DueTimers due = new DueTimers(groups, targets, eventIds, waiting);
        return new EventSteps(
                new StoredWitnesses(
                        context.getStateStore(StoreNames.WITNESSES),
                        context.taskId().partition(),
                        config.time().witnesses()),
                new WatermarkAdvance(task, timers, due, waiting, events, examples, config.watermarkIntervalMs()),
                waiting,
                events);
    }

    /**
     * Takes an input; false when the limit does not suffice. The caller then repeats the call with the same input before
     * it takes the next one.
     */
    boolean take(ValidInput input, StepLimit limit) {
        if (!advance.to(timeShownBy(input), limit)) {
            return false;
        }
        if (input instanceof CustomerEvent event) {
            if (waiting.isAhead(event.timestamp())) {
                waiting.add(event);
            } else {
                events.apply(event.event());
            }
        }
        return true;
    }

    /** The time to which an input moves the watermark; repeating the call with the same input gives the same time. */
    private long timeShownBy(ValidInput input) {
        return input instanceof CustomerEvent event
                ? witnesses.with(event.event().getUserId(), event.timestamp()).orElse(TaskState.NONE)
                : input.timestamp();
    }
}
