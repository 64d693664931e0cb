package dev.freshet.audit.leakage;

import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of all partitions of training-examples in the order in which a trainer merges them: record time, partition,
 * offset. Holds a few records of each partition. Not thread-safe.
 */
final class MergedLog implements AutoCloseable {

    private static final Comparator<Lane> ORDER =
            Comparator.comparingLong(Lane::time).thenComparingInt(lane -> lane.partition);

    private final List<Lane> lanes = new ArrayList<>();
    private final List<TopicReader> readers = new ArrayList<>();

    /** A log at the beginning of the topic. */
    static MergedLog open(LogSnapshot topics) {
        MergedLog log = new MergedLog();
        try {
            for (int partition : topics.partitions(Topics.TRAINING_EXAMPLES)) {
                TopicReader reader = topics.open(Topics.TRAINING_EXAMPLES, partition);
                log.readers.add(reader);
                log.add(partition, topics.records(Topics.TRAINING_EXAMPLES, partition, reader));
            }
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Adds a partition, before the first record is read. */
    void add(int partition, Iterator<ConsumerRecord<byte[], byte[]>> records) {
        lanes.add(new Lane(partition, records));
    }

    /**
     * Hands over the next records.
     *
     * @param offsets by partition, the first offset not to read; of other partitions nothing is read
     */
    void readTo(Map<Integer, Long> offsets, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Optional<Lane> next = next(offsets);
        while (next.isPresent()) {
            action.accept(next.get().take());
            next = next(offsets);
        }
    }

    /** Whether records at these offsets are read already. */
    boolean isPast(Map<Integer, Long> offsets) {
        return lanes.stream().anyMatch(lane -> lane.position > offsets.getOrDefault(lane.partition, 0L));
    }

    private Optional<Lane> next(Map<Integer, Long> offsets) {
        return lanes.stream()
                .filter(lane -> lane.hasRecordBefore(offsets.getOrDefault(lane.partition, 0L)))
                .min(ORDER);
    }

    @Override
    public void close() {
        readers.forEach(TopicReader::close);
    }

    /** One partition and its next record. */
    private static final class Lane {

        private final int partition;
        private final Iterator<ConsumerRecord<byte[], byte[]>> records;

        /** Null before it is fetched, and at the end. */
        private ConsumerRecord<byte[], byte[]> head;

        private long position;

        Lane(int partition, Iterator<ConsumerRecord<byte[], byte[]>> records) {
            this.partition = partition;
            this.records = records;
        }

        boolean hasRecordBefore(long offset) {
            if (head == null && position < offset && records.hasNext()) {
                head = records.next();
            }
            return head != null && head.offset() < offset;
        }

        /** Only if there is a record. */
        long time() {
            return head.timestamp();
        }

        ConsumerRecord<byte[], byte[]> take() {
            ConsumerRecord<byte[], byte[]> taken = head;
            head = null;
            position = taken.offset() + 1;
            return taken;
        }
    }
}
