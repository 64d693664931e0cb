package dev.freshet.replay;

import dev.freshet.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Keeps a replay's position as a consumer group's offset, and its metadata, for partition 0 of the events. */
final class PositionStore implements AutoCloseable {

    private static final TopicPartition PLACE = new TopicPartition(Topics.USER_EVENTS.topic(), 0);

    /** Never subscribes or polls: it stands for the group. */
    private final KafkaConsumer<byte[], byte[]> consumer;

    PositionStore(Map<String, ?> kafka, String group) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The committed position, null when there is none; waits for a transaction that is being settled. */
    ReplayPosition committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PLACE)).get(PLACE);
        return offset == null ? null : ReplayPosition.fromMetadata(offset.metadata());
    }

    /** Makes the position part of the producer's transaction. */
    void send(KafkaProducer<?, ?> producer, ReplayPosition position) {
        OffsetAndMetadata offset = new OffsetAndMetadata(position.next(), position.toMetadata());
        producer.sendOffsetsToTransaction(Map.of(PLACE, offset), consumer.groupMetadata());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
