package dev.freshet.audit.leakage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.event.Action;
import dev.freshet.core.leakage.LogIndex;
import dev.freshet.core.leakage.LoggedEvent;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One partition of user-events without the records that the streams app rejected. Events from the future are rejected too,
 * but they have moved the watermark. Used once, by one thread.
 */
final class AuditedLog {

    private final AvroSerde serde;
    private final int partition;
    private final Set<Long> refused = new HashSet<>();
    private final Set<Long> future = new HashSet<>();
    private final LogIndex index;

    private AuditedLog(AvroSerde serde, TopologyConfig config, int partition) {
        this.serde = serde;
        this.partition = partition;
        index = new LogIndex(config.groups(), config.time(), config.dedup());
    }

    /** @param step called after each record of user-events */
    static LogIndex read(LogSnapshot topics, AvroSerde serde, TopologyConfig config, int partition, Runnable step) {
        AuditedLog log = new AuditedLog(serde, config, partition);
        topics.read(Topics.REJECTED_EVENTS, partition, log::rejected);
        topics.read(Topics.DEAD_LETTERS, partition, log::deadLetter);
        topics.read(Topics.USER_EVENTS, partition, record -> {
            log.take(record);
            step.run();
        });
        return log.index;
    }

    private void rejected(ConsumerRecord<byte[], byte[]> record) {
        if (serde.deserializer().deserialize(record.topic(), record.value()) instanceof RejectedEvent event
                && event.getTopic().equals(Topics.USER_EVENTS.topic())
                && event.getPartition() == partition) {
            (event.getReason() == RejectReason.FUTURE ? future : refused).add(event.getOffset());
        }
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        Header topic = record.headers().lastHeader("freshet.topic");
        Header offset = record.headers().lastHeader("freshet.offset");
        if (topic != null && offset != null && Topics.USER_EVENTS.topic().equals(new String(topic.value(), UTF_8))) {
            refused.add(ByteBuffer.wrap(offset.value()).getLong());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (refused.contains(record.offset())) {
            return;
        }
        SpecificRecord value;
        try {
            value = serde.deserializer().deserialize(record.topic(), record.value());
        } catch (UndecodableException e) {
            return; // the streams app has not read it yet, otherwise it would be a dead letter
        }
        if (value instanceof Tick tick) {
            index.tick(tick.getTimestamp());
        } else if (value instanceof UserEvent event) {
            LoggedEvent logged = event(record.offset(), event);
            if (future.contains(record.offset())) {
                index.addRejected(logged);
            } else {
                index.add(logged);
            }
        }
    }

    private static LoggedEvent event(long offset, UserEvent event) {
        return new LoggedEvent(
                offset,
                event.getUserId(),
                event.getProductId(),
                Action.valueOf(event.getActionType().name()),
                event.getSourceType(),
                event.getTimestamp(),
                event.getRequestId(),
                event.getEventId());
    }
}
