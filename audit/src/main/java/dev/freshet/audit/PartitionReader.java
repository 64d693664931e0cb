package dev.freshet.audit;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed records of a partition from its beginning to an end that is known beforehand, one after the other. */
public final class PartitionReader implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long end;
    private final AuditListener watcher;
    private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();
    private ConsumerRecord<byte[], byte[]> next;

    /** @param end the first offset that is not read */
    public PartitionReader(Map<String, ?> kafka, TopicPartition partition, long end, AuditListener watcher) {
        this.consumer = new KafkaConsumer<>(settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = partition;
        this.end = end;
        this.watcher = watcher;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    static Map<String, Object> settings(Map<String, ?> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = read();
        }
        return next != null;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException(partition + " has ended at " + end);
        }
        ConsumerRecord<byte[], byte[]> record = next;
        next = null;
        return record;
    }

    private ConsumerRecord<byte[], byte[]> read() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long reached = consumer.position(partition);
        while (!batch.hasNext() && reached < end) {
            watcher.check(this::line);
            batch = consumer.poll(POLL).iterator();
            long position = consumer.position(partition);
            if (position == reached && System.nanoTime() > deadline) {
                throw new TimeoutException("nothing came from " + partition + " after offset " + reached + " for "
                        + PATIENCE.toSeconds() + " s; its end is " + end + ": check that the broker is reachable");
            }
            deadline = position > reached ? System.nanoTime() + PATIENCE.toNanos() : deadline;
            reached = position;
        }
        if (!batch.hasNext()) {
            return null;
        }
        ConsumerRecord<byte[], byte[]> record = batch.next();
        return record.offset() < end ? record : null;
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "reading    %s %d, offset %,d of %,d",
                partition.topic(),
                partition.partition(),
                consumer.position(partition),
                end);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
