package dev.freshet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events to the partitions of their keys and ticks to every partition, in order. */
final class EventFeed implements AutoCloseable {

    private static final String TOPIC = Topics.USER_EVENTS.topic();

    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroSerde serde;
    private final int partitions;

    EventFeed(String bootstrapServers, SchemaRegistry registry, int partitions) {
        // One request at a time: while the leader of a new topic starts, the broker may accept the second batch before
        // the first, and then every retry of the first is out of sequence.
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.serde = new AvroSerde(registry);
        this.partitions = partitions;
    }

    /** Sends records and returns when the broker has all of them. */
    void send(List<? extends SpecificRecord> records) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (SpecificRecord record : records) {
            byte[] value = serde.serializer().serialize(TOPIC, record);
            if (record instanceof UserEvent event) {
                byte[] key = event.getUserId().getBytes(UTF_8);
                sent.add(producer.send(new ProducerRecord<>(TOPIC, null, event.getTimestamp(), key, value)));
            } else {
                long time = ((Tick) record).getTimestamp();
                for (int p = 0; p < partitions; p++) {
                    sent.add(producer.send(new ProducerRecord<>(TOPIC, p, time, null, value)));
                }
            }
        }
        for (Future<RecordMetadata> future : sent) {
            future.get();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
