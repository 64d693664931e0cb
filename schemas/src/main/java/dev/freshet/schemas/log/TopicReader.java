package dev.freshet.schemas.log;

import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of a topic from the beginning, outside any consumer group: up to an end, and then
 * whatever arrives. Reading fails when no record arrives for two minutes before the end, and when records vanish before
 * they are read. When the receiver of a record throws, the next read delivers the record again. Used by one thread at a
 * time, except for {@link #wakeup}.
 */
public final class TopicReader implements AutoCloseable {

    /** This many looks take about five seconds. */
    private static final int LOOKS_FOR_TOPIC = 14;

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Function<Collection<TopicPartition>, Map<TopicPartition, Long>> writtenEnds;
    private final ReadProgress progress;
    private final LongSupplier nanoTime;

    TopicReader(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Function<Collection<TopicPartition>, Map<TopicPartition, Long>> writtenEnds,
            ReadProgress progress,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.partitions = List.copyOf(partitions);
        this.writtenEnds = writtenEnds;
        this.progress = progress;
        this.nanoTime = nanoTime;
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** A reader of all partitions of a topic. */
    public static TopicReader open(Map<String, ?> kafka, Topics topic) {
        return open(kafka, topic.topic());
    }

    /**
     * A reader of all partitions of a topic.
     *
     * @throws UnknownTopicOrPartitionException when the topic does not exist
     */
    public static TopicReader open(Map<String, ?> kafka, String topic) {
        return open(
                kafka,
                consumer -> {
                    List<TopicPartition> all = allPartitions(consumer, topic);
                    for (int look = 1; all.isEmpty() && look <= LOOKS_FOR_TOPIC; look++) {
                        TopicOffsets.pause(look); // a broker learns of a topic a moment after its creation
                        all = allPartitions(consumer, topic);
                    }
                    if (all.isEmpty()) {
                        throw new UnknownTopicOrPartitionException("topic " + topic + " does not exist");
                    }
                    return all;
                },
                ReadProgress.NONE);
    }

    private static List<TopicPartition> allPartitions(Consumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** A reader of some partitions. */
    public static TopicReader open(Map<String, ?> kafka, List<TopicPartition> partitions, ReadProgress progress) {
        return open(kafka, consumer -> partitions, progress);
    }

    private static TopicReader open(
            Map<String, ?> kafka,
            Function<Consumer<byte[], byte[]>, List<TopicPartition>> partitions,
            ReadProgress progress) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(ReaderSettings.of(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return new TopicReader(
                    consumer,
                    partitions.apply(consumer),
                    asked -> TopicOffsets.writtenEnds(kafka, asked),
                    progress,
                    System::nanoTime);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** The partitions that are read, ascending. */
    public List<TopicPartition> partitions() {
        return partitions;
    }

    /** By partition, the first offset that is still there. */
    public Map<TopicPartition, Long> beginnings() {
        return consumer.beginningOffsets(partitions);
    }

    /** By partition, the first offset that is not read. */
    public Map<TopicPartition, Long> ends(LogEnd end) {
        return switch (end) {
            case COMMITTED -> consumer.endOffsets(partitions);
            case WRITTEN -> writtenEnds.apply(partitions);
        };
    }

    /** Hands over every record up to an end, each partition in order. */
    public void readTo(LogEnd end, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        readTo(ends(end), action);
    }

    /** Like {@link #readTo}, one partition after the other. */
    public void readEachTo(LogEnd end, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Map<TopicPartition, Long> ends = ends(end);
        partitions.forEach(partition -> readTo(Map.of(partition, ends.get(partition)), action));
    }

    /**
     * Hands over every record of some partitions up to given ends.
     *
     * @param ends by partition, the first offset that is not read
     */
    public void readTo(
            Map<TopicPartition, Long> ends, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        RecordsToEnd records = new RecordsToEnd(consumer, ends, progress, nanoTime);
        while (records.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = records.next();
            try {
                action.accept(record);
            } catch (RuntimeException e) {
                records.redeliver(record);
                throw e;
            }
        }
    }

    /**
     * The records of a partition up to an end. Do not use the reader otherwise until the last record is taken.
     *
     * @param end the first offset that is not read
     */
    public Iterator<ConsumerRecord<byte[], byte[]>> iterator(TopicPartition partition, long end) {
        return new RecordsToEnd(consumer, Map.of(partition, end), progress, nanoTime);
    }

    /** Continues reading a partition at an offset. */
    public void seek(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
    }

    /**
     * Hands over the records that arrive within a time. When records of a partition vanish before they are read, for
     * example because a broker lost its disk, reading starts again at the beginning of that partition.
     */
    public void poll(Duration timeout, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        consumer.resume(consumer.paused());
        Iterator<ConsumerRecord<byte[], byte[]>> records;
        try {
            records = consumer.poll(timeout).iterator();
        } catch (OffsetOutOfRangeException e) {
            consumer.seekToBeginning(e.offsetOutOfRangePartitions().keySet());
            return;
        }
        while (records.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = records.next();
            try {
                action.accept(record);
            } catch (RuntimeException e) {
                RecordsToEnd.seekBack(consumer, record);
                records.forEachRemaining(rest -> RecordsToEnd.seekBack(consumer, rest));
                throw e;
            }
        }
    }

    /** Makes the current or next read in another thread throw a WakeupException. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
