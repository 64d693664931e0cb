package dev.freshet.schemas.log;

import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the committed records of a topic with one partition, from the beginning, outside any consumer group. */
public final class CompactedTopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;

    CompactedTopicReader(Consumer<String, byte[]> consumer, Topics topic) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic.topic(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    public static CompactedTopicReader open(Map<String, ?> clientConfig, Topics topic) {
        Map<String, Object> config = new TreeMap<>(clientConfig);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new CompactedTopicReader(
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()), topic);
    }

    /**
     * Passes on every record up to the last stable offset at the time of the call.
     *
     * @throws TimeoutException when nothing comes for a minute
     */
    public void readToEnd(BiConsumer<String, byte[]> records) {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        long reached = consumer.position(partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (reached < end) {
            poll(POLL, records);
            long position = consumer.position(partition);
            if (position > reached) {
                reached = position;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("topic " + partition.topic() + " could be read to offset " + reached
                        + " only, its end is " + end + "; check that the broker is reachable");
            }
        }
    }

    /** Passes on what arrives within {@code timeout}. A record whose receiver throws comes again with the next poll. */
    public void poll(Duration timeout, BiConsumer<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
            try {
                records.accept(record.key(), record.value());
            } catch (RuntimeException e) {
                consumer.seek(partition, record.offset());
                throw e;
            }
        }
    }

    /** Makes a poll in another thread, now or the next one, throw a WakeupException. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
