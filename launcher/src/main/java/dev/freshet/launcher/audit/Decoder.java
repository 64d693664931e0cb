package dev.freshet.launcher.audit;

import dev.freshet.schemas.AvroSerde;
import dev.freshet.schemas.SchemaRegistry;
import dev.freshet.schemas.Topics;
import dev.freshet.schemas.UndecodableException;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads values as the apps do. */
final class Decoder {

    private final Deserializer<SpecificRecord> values;

    Decoder(SchemaRegistry registry) {
        values = new AvroSerde(registry).deserializer();
    }

    /** The value; empty when it is null or cannot be read. */
    Optional<SpecificRecord> value(ConsumerRecord<byte[], byte[]> record) {
        return value(record.topic(), record.value());
    }

    /** The value of a record of training-examples; null when it is null or cannot be read. */
    SpecificRecord emitted(Emitted record) {
        return value(Topics.TRAINING_EXAMPLES.topic(), record.value()).orElse(null);
    }

    private Optional<SpecificRecord> value(String topic, byte[] bytes) {
        try {
            return Optional.ofNullable(values.deserialize(topic, bytes));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
