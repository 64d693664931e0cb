package dev.freshet.replay;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends steps of a replay in transactions, each with the position after it. Keyed records take Kafka's own partition of
 * their key (murmur2), ticks go to every partition, a malformed row to partition (line number mod partitions).
 */
final class ReplayProducer implements AutoCloseable {

    private final KafkaProducer<String, SpecificRecord> producer;
    private final PositionStore positions;
    private final int partitions;

    /** Takes the offsets of what is written to the events; nobody does before a guard is set. */
    private BiConsumer<Integer, Long> written = (partition, offset) -> {};

    /** Fences a predecessor and aborts its open transaction. */
    ReplayProducer(Map<String, ?> kafka, SchemaRegistry registry, ReplayConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, TopicSettings.COMPRESSION);
        // The broker rejects a second request that overtakes the first while the transaction is being registered.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.putAll(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.getString(ReplayConfig.TRANSACTIONAL_ID));
        positions = new PositionStore(kafka, config.getString(ReplayConfig.GROUP));
        producer = new KafkaProducer<>(settings, new StringSerializer(), new AvroSerde(registry).serializer());
        try {
            producer.initTransactions();
            partitions = producer.partitionsFor(Topics.USER_EVENTS.topic()).size();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    int partitions() {
        return partitions;
    }

    /** The position after the last committed transaction, null before the first. */
    ReplayPosition committed() {
        return positions.committed();
    }

    /** @param written takes partition and offset of each record in the events' topic, on the producer's thread */
    void onWritten(BiConsumer<Integer, Long> written) {
        this.written = written;
    }

    void begin() {
        producer.beginTransaction();
    }

    /** Ends the transaction without its records. */
    void abort() {
        producer.abortTransaction();
    }

    /** @param last whether the replay ends with this step */
    void send(ReplayStep step, boolean last) {
        step.tick().ifPresent(time -> tick(time, last ? TickOrigin.REPLAY_END : TickOrigin.REPLAY));
        if (step.request() != null) {
            ScoreRequest request = step.request();
            send(Topics.SCORE_REQUESTS, null, request.getTimestamp(), request.getUserId(), request);
        }
        if (step.row() instanceof LogRow.Event row) {
            send(Topics.USER_EVENTS, null, row.time(), row.event().getUserId(), row.event());
        } else if (step.row() instanceof LogRow.Malformed row) {
            int partition = (int) (row.line() % partitions);
            send(Topics.REJECTED_EVENTS, partition, row.time(), null, rejected(row));
        }
    }

    /** Returns when the broker's log holds every record that was sent. */
    void flush() {
        producer.flush();
    }

    /** Commits the transaction: its records and the position become visible together. */
    void commit(ReplayPosition position) {
        positions.send(producer, position);
        producer.commitTransaction();
    }

    /** Writes the same tick to every partition. */
    void tick(long time, TickOrigin origin) {
        Tick tick = Tick.newBuilder().setTimestamp(time).build();
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(Topics.USER_EVENTS.topic(), partition, time, null, tick, origin.headers()));
        }
    }

    private void send(Topics topic, Integer partition, long time, String key, SpecificRecord value) {
        send(new ProducerRecord<>(topic.topic(), partition, time, key, value));
    }

    private void send(ProducerRecord<String, SpecificRecord> record) {
        // A failed send fails the transaction's commit.
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure == null && metadata.topic().equals(Topics.USER_EVENTS.topic())) {
                written.accept(metadata.partition(), metadata.offset());
            }
        });
    }

    private RejectedEvent rejected(LogRow.Malformed row) {
        return RejectedEvent.newBuilder()
                .setReason(row.reason())
                .setDetail(row.detail())
                .setTopic(row.file())
                .setPartition(-1)
                .setOffset(row.line())
                .setLine(row.text())
                .build();
    }

    /** Leaves an open transaction to the next producer of the same transactional id, which aborts it. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        positions.close();
    }
}
