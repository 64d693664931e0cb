package dev.freshet.streams.event;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.streams.FreshetTopology;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Bytes of user-events to events and ticks. What cannot be read is a dead letter, what breaks a rule of its own is
 * rejected; a registry that does not answer fails the task instead, so that no good event is passed over.
 */
public final class DecodeEvents implements Processor<byte[], byte[], byte[], Object> {

    private final Deserializer<SpecificRecord> deserializer;
    private final EventRules rules;
    private ProcessorContext<byte[], Object> context;
    private RejectionForwarder outputs;
    private TaskState task;

    public DecodeEvents(Deserializer<SpecificRecord> deserializer, EventRules rules) {
        this.deserializer = deserializer;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.outputs = new RejectionForwarder(context);
        this.task = new TaskState(
                context.getStateStore(StoreNames.TASK), context.taskId().partition());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SpecificRecord decoded;
        try {
            decoded = deserializer.deserialize(
                    context.recordMetadata().orElseThrow().topic(), record.value());
        } catch (UndecodableException e) {
            deadLetter(record, e.getMessage());
            return;
        }
        if (decoded instanceof Tick tick) {
            accept(record, tick);
        } else if (decoded instanceof UserEvent event) {
            task.count(TaskCounter.EVENTS_IN);
            accept(record, event);
        } else if (decoded == null) {
            deadLetter(record, "the record has no value");
        } else {
            task.count(TaskCounter.EVENTS_IN);
            reject(
                    record,
                    new Rejection(
                            RejectReason.UNEXPECTED_RECORD,
                            "a " + decoded.getSchema().getFullName() + " does not belong into this topic"),
                    decoded);
        }
    }

    private void accept(Record<byte[], byte[]> record, Tick tick) {
        Optional<Rejection> broken = rules.check(tick);
        if (broken.isPresent()) {
            deadLetter(record, "tick: " + broken.get().detail());
        } else {
            task.count(TaskCounter.TICKS);
            context.forward(record.withValue(tick), FreshetTopology.APPLY_EVENTS);
        }
    }

    private void accept(Record<byte[], byte[]> record, UserEvent event) {
        int partition = context.taskId().partition();
        Optional<Rejection> broken = rules.check(event, record.key(), partition);
        if (broken.isPresent()) {
            reject(record, broken.get(), event);
        } else {
            context.forward(record.withValue(event), FreshetTopology.APPLY_EVENTS);
        }
    }

    private void reject(Record<byte[], byte[]> record, Rejection why, SpecificRecord original) {
        task.count(TaskCounter.rejected(why.reason()));
        outputs.reject(record, why, original);
    }

    private void deadLetter(Record<byte[], byte[]> record, String error) {
        task.count(TaskCounter.EVENTS_IN);
        task.count(TaskCounter.DEAD_LETTERED);
        outputs.deadLetter(record, error, task.watermark());
    }
}
