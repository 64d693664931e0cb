package dev.freshet.streams.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.example.Example;
import dev.freshet.schemas.codec.ExampleEncoder;
import dev.freshet.streams.FreshetTopology;
import dev.freshet.streams.store.TaskState;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Emits training examples into the task's own partition, dated at its watermark, so that the partition never goes back. */
final class ExampleEmitter {

    private final ProcessorContext<byte[], Object> context;
    private final TaskState task;

    ExampleEmitter(ProcessorContext<byte[], Object> context, TaskState task) {
        this.context = context;
        this.task = task;
    }

    void emit(Example example) {
        emit(example.userId().getBytes(UTF_8), ExampleEncoder.of(example));
    }

    void emit(byte[] key, SpecificRecord record) {
        PartitionedValue placed = new PartitionedValue(context.taskId().partition(), record);
        context.forward(new Record<>(key, placed, task.watermark()), FreshetTopology.EXAMPLES_SINK);
    }
}
