package dev.freshet.streams.event;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.streams.store.AppliedInput;
import dev.freshet.streams.store.InputLog;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskState;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Decodes the bytes of an input topic. Undecodable bytes go to dead letters, records that break a rule to rejected
 * events. A registry that does not answer fails the task instead, so that no valid record is skipped. A record that was
 * applied before is skipped.
 */
public abstract class DecodingProcessor implements Processor<byte[], byte[], byte[], Object> {

    private final Deserializer<SpecificRecord> deserializer;
    private final InputCounters counters;
    private final InputLog.Source logs;
    private final TaskTimes times;
    private AppliedInput input;
    private ProcessorContext<byte[], Object> context;
    private RejectionForwarder rejections;
    private TaskState task;
    private TaskTime time;

    protected DecodingProcessor(
            Deserializer<SpecificRecord> deserializer, InputCounters counters, InputLog.Source logs, TaskTimes times) {
        this.deserializer = deserializer;
        this.counters = counters;
        this.logs = logs;
        this.times = times;
    }

    @Override
    public final void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.rejections = new RejectionForwarder(context);
        this.task = new TaskState(
                context.getStateStore(StoreNames.TASK), context.taskId().partition());
        this.input = new AppliedInput(
                task, logs, counters.topic().topic(), context.taskId().partition());
        this.time = times.of(context.taskId().partition());
        time.restart();
    }

    @Override
    public final void process(Record<byte[], byte[]> record) {
        long started = System.nanoTime();
        time.begin(counters.input(), context.currentSystemTimeMs());
        decode(record);
        time.spend(counters.input(), System.nanoTime() - started);
    }

    private void decode(Record<byte[], byte[]> record) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        if (!input.take(at.offset())) {
            return;
        }
        SpecificRecord decoded;
        try {
            decoded = deserializer.deserialize(at.topic(), record.value());
        } catch (UndecodableException e) {
            deadLetter(record, e.getMessage());
            return;
        }
        if (decoded == null) {
            deadLetter(record, "the record has no value");
        } else if (!accept(record, decoded)) {
            String type = decoded.getSchema().getFullName();
            reject(
                    record,
                    new Rejection(RejectReason.UNEXPECTED_RECORD, "a " + type + " does not belong into this topic"),
                    decoded);
        }
    }

    /** Checks and forwards a record, or rejects it; false when records of its type do not belong in the topic. */
    protected abstract boolean accept(Record<byte[], byte[]> record, SpecificRecord decoded);

    /** Forwards to the processor of valid records, and counts the record as input. */
    protected final void forward(Record<byte[], ?> valid, String processor) {
        task.count(counters.in());
        context.forward(valid, processor);
    }

    protected final void reject(Record<byte[], byte[]> record, Rejection why, SpecificRecord original) {
        task.count(counters.in());
        task.count(counters.rejected().apply(why.reason()));
        rejections.reject(record, why, original);
    }

    protected final void deadLetter(Record<byte[], byte[]> record, String error) {
        task.count(counters.in());
        task.count(counters.deadLettered());
        rejections.deadLetter(record, error);
    }

    protected final ProcessorContext<byte[], Object> context() {
        return context;
    }

    protected final TaskState task() {
        return task;
    }
}
