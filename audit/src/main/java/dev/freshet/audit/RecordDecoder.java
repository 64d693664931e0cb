package dev.freshet.audit;

import dev.freshet.audit.replay.EmittedRecord;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.schemas.topic.Topics;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes values as the apps do. */
public final class RecordDecoder {

    private final Deserializer<SpecificRecord> values;

    public RecordDecoder(SchemaRegistry registry) {
        values = new AvroSerde(registry).deserializer();
    }

    /** The value; empty when it is null or cannot be decoded. */
    public Optional<SpecificRecord> value(ConsumerRecord<byte[], byte[]> record) {
        return value(record.topic(), record.value());
    }

    /** The value of a record of training-examples; null when it is null or cannot be decoded. */
    public SpecificRecord emitted(EmittedRecord record) {
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
