package dev.freshet.schemas.serde;

import dev.freshet.schemas.registry.RegistryUnavailableException;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.registry.SchemaRejectedException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records in Confluent's wire format: a zero byte, the schema id as a big-endian int32, the Avro body. The subject is
 * the topic and the record's full name ({@code user-events-dev.freshet.schemas.Tick}), so that a topic may carry
 * several types of records, each of which evolves by itself. Null stands for null. Thread-safe.
 *
 * <p>Decoding throws {@link UndecodableException} for invalid bytes, and {@link RegistryUnavailableException} when it
 * cannot get the schema. Encoding throws the latter, or {@link SchemaRejectedException}.
 */
public final class AvroSerde implements Serde<SpecificRecord> {

    private final AvroSerializer serializer;
    private final AvroDeserializer deserializer;

    public AvroSerde(SchemaRegistry registry) {
        serializer = new AvroSerializer(registry);
        deserializer = new AvroDeserializer(registry);
    }

    /** Makes Avro trust Freshet's generated classes in this JVM; needed before they are read by Avro's own readers. */
    public static void trustRecords() {
        RecordTypes.trust();
    }

    @Override
    public Serializer<SpecificRecord> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<SpecificRecord> deserializer() {
        return deserializer;
    }
}
