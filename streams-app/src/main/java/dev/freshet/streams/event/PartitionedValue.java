package dev.freshet.streams.event;

import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A value bound for the partition of the task that made it, so that outputs lie beside their inputs.
 *
 * @param partition the task's partition
 * @param value a record, or raw bytes that could not be read
 */
public record PartitionedValue(int partition, Object value) {

    public static final StreamPartitioner<byte[], PartitionedValue> PARTITIONER =
            (topic, key, placed, partitions) -> Optional.of(Set.of(placed.partition()));

    public static Serializer<PartitionedValue> serializer(Serializer<SpecificRecord> records) {
        return (topic, placed) -> placed.value() instanceof SpecificRecord record
                ? records.serialize(topic, record)
                : (byte[]) placed.value();
    }
}
