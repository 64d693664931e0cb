package dev.freshet.streams.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.example.Example;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.schemas.Watermark;
import dev.freshet.schemas.codec.CountsCodec;
import dev.freshet.schemas.codec.ExampleEncoder;
import dev.freshet.streams.ProcessorNames;
import dev.freshet.streams.store.TaskState;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Emits training examples to the task's partition, dated at its watermark, so that record times never decrease. */
final class ExampleEmitter {

    private final ProcessorContext<byte[], ? super PartitionedValue> context;
    private final TaskState task;

    ExampleEmitter(ProcessorContext<byte[], ? super PartitionedValue> context, TaskState task) {
        this.context = context;
        this.task = task;
    }

    void emit(Example example) {
        emit(example.userId().getBytes(UTF_8), ExampleEncoder.of(example), task.watermark());
    }

    /** Emits counts, dated at the end of their interval: after the last record before it, and before the watermark. */
    void emit(IntervalCounts counts) {
        emit(null, CountsCodec.encode(counts), counts.to());
    }

    void emit(Watermark watermark) {
        emit(null, watermark, watermark.getTimestamp());
    }

    private void emit(byte[] key, SpecificRecord record, long time) {
        PartitionedValue output = new PartitionedValue(context.taskId().partition(), record);
        context.forward(new Record<>(key, output, time), ProcessorNames.EXAMPLES_SINK);
    }
}
