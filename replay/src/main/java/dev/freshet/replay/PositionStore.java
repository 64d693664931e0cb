package dev.freshet.replay;

import dev.freshet.schemas.log.ReaderSettings;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Keeps a replay's position as the offset of a consumer group and its metadata, for partition 0 of the events. Reads it
 * with a consumer instead of an admin client, because a consumer waits for a pending commit.
 */
final class PositionStore implements AutoCloseable {

    private static final TopicPartition PLACE = new TopicPartition(Topics.USER_EVENTS.topic(), 0);

    /** A consumer of the group; never subscribes or polls. */
    private final KafkaConsumer<byte[], byte[]> consumer;

    PositionStore(Map<String, ?> kafka, String group) {
        consumer = new KafkaConsumer<>(
                ReaderSettings.inGroup(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The committed position, or null when there is none; waits for a pending commit. */
    ReplayPosition committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PLACE)).get(PLACE);
        return offset == null ? null : ReplayPosition.fromMetadata(offset.metadata());
    }

    /** Adds the position to the producer's transaction. */
    void send(KafkaProducer<?, ?> producer, ReplayPosition position) {
        OffsetAndMetadata offset = new OffsetAndMetadata(position.next(), position.toMetadata());
        producer.sendOffsetsToTransaction(Map.of(PLACE, offset), consumer.groupMetadata());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
