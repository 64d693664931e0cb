package dev.freshet.launcher.replay;

import dev.freshet.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Reads the position that a replay's last transaction committed. */
final class PositionStore {

    /** Where the position is kept: the group's offset for partition 0 of the events. */
    static final TopicPartition PLACE = new TopicPartition(Topics.USER_EVENTS.topic(), 0);

    private PositionStore() {}

    /** The committed position of a group; waits for a transaction that is being settled. */
    static Optional<Position> committed(Admin admin, String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(
                            group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get();
            return Optional.ofNullable(offsets.get(PLACE)).map(offset -> Position.fromMetadata(offset.metadata()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the position of group " + group + " could not be read", e.getCause());
        }
    }
}
