package dev.freshet.streams.event;

import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.store.EventQueue;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Advances the watermark, fires the timers that are due, then applies the record. A jump of time may make many timers due.
 * A call fires a limited number, so that its transaction ends in time, and the next records wait in a queue until the jump
 * is processed. They also wait while the stores are prepared for changed settings. The queue decides only when a record is
 * applied, never its effect.
 */
public final class ApplyEvents implements Processor<byte[], ValidInput, byte[], PartitionedValue> {

    /** Timers, waiting events and prepared rows in one call of a replay: some tenths of a second. */
    private static final int REPLAY_STEPS = 5_000;
    /** The same in a live run: some hundredths of a second, so that requests have their share meanwhile. */
    private static final int LIVE_STEPS = 500;

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final TopologyConfig config;
    private final TaskTimes times;
    private final int stepsPerCall;
    private TaskTime time;
    private TaskState task;
    private EventQueue backlog;
    private EventSteps steps;
    private Cancellable schedule;

    public ApplyEvents(TopologyConfig config, TaskTimes times) {
        this.config = config;
        this.times = times;
        this.stepsPerCall = config.requestsFirst() ? LIVE_STEPS : REPLAY_STEPS;
    }

    @Override
    public void init(ProcessorContext<byte[], PartitionedValue> context) {
        this.task = new TaskState(
                context.getStateStore(StoreNames.TASK), context.taskId().partition());
        this.time = times.of(context.taskId().partition());
        this.backlog = new EventQueue(context.getStateStore(StoreNames.WAITING_EVENTS), EventQueue.Order.ARRIVAL);
        this.steps = EventSteps.of(context, config, task);
        this.schedule = context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> continueDraining());
    }

    /** Cancels the schedule, because Streams keeps the schedules of a task that it revives. */
    @Override
    public void close() {
        schedule.cancel();
    }

    @Override
    public void process(Record<byte[], ValidInput> record) {
        StepLimit limit = new StepLimit(stepsPerCall);
        ValidInput input = record.value();
        if (!backlog.isEmpty() || !steps.take(input, limit)) {
            task.add(queued(input), 1);
            backlog.add(input.row());
            drain(limit);
        }
    }

    private void continueDraining() {
        long started = System.nanoTime();
        drain(new StepLimit(stepsPerCall));
        time.spend(TaskTime.Input.EVENTS, System.nanoTime() - started);
    }

    private void drain(StepLimit limit) {
        if (!steps.prepare(limit)) {
            return;
        }
        while (!backlog.isEmpty()) {
            ValidInput next = ValidInput.of(backlog.first());
            if (!steps.take(next, limit)) {
                return;
            }
            backlog.remove(next.row());
            task.add(queued(next), -1);
        }
    }

    private static String queued(ValidInput input) {
        return input instanceof ValidInput.CustomerEvent ? TaskCounter.QUEUED : TaskCounter.TICKS_QUEUED;
    }
}
