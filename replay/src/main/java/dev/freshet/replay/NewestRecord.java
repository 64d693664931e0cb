package dev.freshet.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds how far in event time a topic is: the greatest time among the last committed records of each partition. The
 * broker's own answer (the offset of the greatest timestamp) is of no use where transactions wrote: it counts their
 * markers, which carry the broker's clock.
 */
final class NewestRecord implements AutoCloseable {

    /** Offsets looked at from the end of a partition; more only if none of them holds a committed record. */
    private static final long LOOK_BACK = 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;

    NewestRecord(Map<String, ?> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Epoch milliseconds; empty when the topic holds no committed record. */
    OptionalLong time(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> time(new TopicPartition(topic, info.partition())))
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    private OptionalLong time(TopicPartition partition) {
        consumer.assign(List.of(partition));
        long first = consumer.beginningOffsets(List.of(partition)).get(partition);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        long from = end;
        OptionalLong newest = OptionalLong.empty();
        for (long back = LOOK_BACK; newest.isEmpty() && from > first; back *= 4) {
            from = Math.max(first, end - back);
            newest = newest(partition, from, end);
        }
        return newest;
    }

    private OptionalLong newest(TopicPartition partition, long from, long end) {
        long newest = Long.MIN_VALUE;
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(100))) {
                newest = Math.max(newest, polled.timestamp());
            }
        }
        return newest == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
