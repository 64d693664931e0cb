package dev.freshet.streams.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.example.Example;
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
        emit(example.userId().getBytes(UTF_8), ExampleEncoder.of(example));
    }

    void emit(byte[] key, SpecificRecord record) {
        PartitionedValue output = new PartitionedValue(context.taskId().partition(), record);
        context.forward(new Record<>(key, output, task.watermark()), ProcessorNames.EXAMPLES_SINK);
    }
}
