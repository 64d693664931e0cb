package dev.freshet.schemas.log;

import dev.freshet.core.retry.StallTimer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Records of some of a consumer's partitions, each partition in order, from the consumer's position up to an end. */
final class RecordsToEnd implements Iterator<ConsumerRecord<byte[], byte[]>> {

    /**
     * Longest wait without progress. It outlasts an open transaction of a killed writer: {@code transaction.timeout.ms}
     * (60 s) and the broker's interval between checks (10 s).
     */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final ReadProgress progress;
    private final LongSupplier nanoTime;
    private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();
    private ConsumerRecord<byte[], byte[]> next;

    /** @param ends of each partition to read, the first offset that is not read */
    RecordsToEnd(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            ReadProgress progress,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.ends = Map.copyOf(ends);
        this.progress = progress;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (!batch.hasNext() && !poll()) {
                return false;
            }
            if (batch.hasNext()) {
                take(batch.next());
            }
        }
        return true;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the end of " + ends + " is reached");
        }
        ConsumerRecord<byte[], byte[]> record = next;
        next = null;
        return record;
    }

    /** Makes the next poll return a record again, with all polled records that have not been returned. */
    void redeliver(ConsumerRecord<byte[], byte[]> record) {
        next = null;
        seekBack(consumer, record);
        batch.forEachRemaining(rest -> seekBack(consumer, rest));
    }

    /** Takes a record before the end; leaves one beyond it to the next read. */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < ends.get(partition(record))) {
            next = record;
        } else {
            seekBack(consumer, record);
        }
    }

    /** Seeks back so that a polled record, and those after it in its partition, are delivered again. */
    static void seekBack(Consumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < consumer.position(partition(record))) {
            consumer.seek(partition(record), record.offset());
        }
    }

    /** Waits for a batch of records; false when all partitions are at their end. */
    private boolean poll() {
        StallTimer timer = new StallTimer(PATIENCE, nanoTime);
        while (!batch.hasNext()) {
            List<TopicPartition> open = openPartitions();
            consumer.pause(consumer.assignment());
            consumer.resume(open);
            if (open.isEmpty()) {
                return false;
            }
            long before = reached();
            progress.at(open.get(0), consumer.position(open.get(0)), ends.get(open.get(0)));
            try {
                batch = consumer.poll(POLL).iterator();
            } catch (OffsetOutOfRangeException e) {
                throw new KafkaException(
                        "records vanished while they were read, at " + e.offsetOutOfRangePartitions()
                                + ": the topic's retention is too short for this reader; raise it and start again",
                        e);
            }
            if (reached() > before) {
                timer.moved();
            } else if (timer.isOver()) {
                throw stalled(open.get(0));
            }
        }
        return true;
    }

    private List<TopicPartition> openPartitions() {
        return ends.keySet().stream()
                .filter(partition -> consumer.position(partition) < ends.get(partition))
                .toList();
    }

    private long reached() {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private TimeoutException stalled(TopicPartition partition) {
        return new TimeoutException("topic " + partition.topic() + ", partition " + partition.partition()
                + ": nothing came for " + PATIENCE.toSeconds() + " s after offset " + consumer.position(partition)
                + ", the end is " + ends.get(partition)
                + "; check that the brokers are reachable and that no transaction hangs"
                + " (kafka-transactions.sh find-hanging)");
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
