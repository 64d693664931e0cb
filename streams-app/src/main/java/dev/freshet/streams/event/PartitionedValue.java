package dev.freshet.streams.event;

import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A value for the partition of the task that produced it, so that inputs and outputs have the same partitions.
 *
 * @param partition the task's partition
 * @param value a record, or raw bytes that could not be decoded
 */
public record PartitionedValue(int partition, Object value) {

    public static final StreamPartitioner<byte[], PartitionedValue> PARTITIONER =
            (topic, key, output, partitions) -> Optional.of(Set.of(output.partition()));

    public static Serializer<PartitionedValue> serializer(Serializer<SpecificRecord> records) {
        return (topic, output) -> output.value() instanceof SpecificRecord record
                ? records.serialize(topic, record)
                : (byte[]) output.value();
    }
}
