package dev.freshet.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** A record bound for the partition of the task that made it, so that outputs lie beside their inputs. */
record Placed(int partition, SpecificRecord record) {

    static final StreamPartitioner<byte[], Object> PARTITIONER =
            (topic, key, value, partitions) -> Optional.of(Set.of(((Placed) value).partition()));

    static Serializer<Object> serializer(Serializer<SpecificRecord> records) {
        return (topic, value) -> records.serialize(topic, ((Placed) value).record());
    }
}
