package dev.freshet.streams.event;

import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.event.ValidInput.CustomerEvent;
import dev.freshet.streams.store.EventIds;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.OpenIntervals;
import dev.freshet.streams.store.PopularProducts;
import dev.freshet.streams.store.PopularityUpdates;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.StorePass;
import dev.freshet.streams.store.StoredWitnesses;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.Timers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
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
    /** What has to be done before the first input. */
    private final Queue<StorePass<?, ?>> passes;

    private EventSteps(
            StoredWitnesses witnesses,
            WatermarkAdvance advance,
            WaitingEvents waiting,
            EventApplier events,
            List<StorePass<?, ?>> passes) {
        this.witnesses = witnesses;
        this.advance = advance;
        this.waiting = waiting;
        this.events = events;
        this.passes = new ArrayDeque<>(passes);
    }

    static EventSteps of(ProcessorContext<byte[], PartitionedValue> context, TopologyConfig config, TaskState task) {
        Timers timers = new Timers(context.getStateStore(StoreNames.TIMERS));
        EventIds eventIds = new EventIds(context.getStateStore(StoreNames.EVENT_IDS), timers, task, config.dedup());
        Histories rows = new Histories(
                context.getStateStore(StoreNames.HISTORY_HEADS),
                context.getStateStore(StoreNames.HISTORY_CHUNKS),
                config.history());
        ExampleEmitter examples = new ExampleEmitter(context, task);
        NextPositiveEmitter targets = new NextPositiveEmitter(rows, timers, task, examples, config);
        RequestGroups groups =
                new RequestGroups(context.getStateStore(StoreNames.GROUPS), rows, timers, task, examples, config);
        CustomerRetention customers = new CustomerRetention(rows, timers, task, config.customersRetentionMs());
        PopularityUpdates popularity = new PopularityUpdates(
                context.getStateStore(StoreNames.POPULARITY),
                new PopularProducts(context.getStateStore(StoreNames.POPULAR_PRODUCTS)),
                timers,
                task,
                config.popularityHalfLife());
        OpenIntervals counts = new OpenIntervals(
                context.getStateStore(StoreNames.PRODUCT_COUNTS), config.counts(), config.watermarkIntervalMs());
        EventApplier events = new EventApplier(
                eventIds, new HistoryUpdater(rows, task, targets, customers), groups, popularity, counts, task);
        WaitingEvents waiting = new WaitingEvents(
                context.getStateStore(StoreNames.WAITING_EVENTS),
                timers,
                task,
                new RejectionForwarder(context),
                config);
        DueTimers due = new DueTimers(groups, targets, eventIds, waiting, customers, popularity);
        return new EventSteps(
                new StoredWitnesses(task, config.time().witnesses()),
                new WatermarkAdvance(
                        task, timers, due, waiting, events, counts, examples, config.watermarkIntervalMs()),
                waiting,
                events,
                List.of(popularity.pass(), customers.pass(context.getStateStore(StoreNames.HISTORY_HEADS))));
    }

    /** Prepares the stores for the settings in use; false when the limit does not suffice. */
    boolean prepare(StepLimit limit) {
        while (!passes.isEmpty()) {
            if (!limit.take()) {
                return false;
            }
            if (passes.element().step()) {
                passes.remove();
            }
        }
        return true;
    }

    /**
     * Takes an input; false when the limit does not suffice. The caller then repeats the call with the same input before
     * it takes the next one.
     */
    boolean take(ValidInput input, StepLimit limit) {
        if (!prepare(limit) || !advance.to(timeShownBy(input), limit)) {
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
