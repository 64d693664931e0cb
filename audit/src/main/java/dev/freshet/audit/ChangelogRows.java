package dev.freshet.audit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The rows of a store, from its changelog: of each task (a partition) the last committed value of each key. */
public final class ChangelogRows implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final AuditListener watcher;
    private final Map<Integer, Map<ByteBuffer, byte[]>> rows = new HashMap<>();

    public ChangelogRows(Map<String, ?> kafka, String topic, int tasks, AuditListener watcher) {
        this.consumer = new KafkaConsumer<>(
                PartitionReader.settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = IntStream.range(0, tasks)
                .mapToObj(task -> new TopicPartition(topic, task))
                .toList();
        this.watcher = watcher;
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on to what is committed now; rows by task. */
    Map<Integer, Map<ByteBuffer, byte[]>> now() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            watcher.check(() -> "reading    " + partitions.get(0).topic());
            consumer.poll(POLL).forEach(this::apply);
        }
        Map<Integer, Map<ByteBuffer, byte[]>> copy = new HashMap<>();
        rows.forEach((task, values) -> copy.put(task, Map.copyOf(values)));
        return copy;
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        Map<ByteBuffer, byte[]> task = rows.computeIfAbsent(record.partition(), p -> new HashMap<>());
        ByteBuffer key = ByteBuffer.wrap(record.key());
        if (record.value() == null) {
            task.remove(key);
        } else {
            task.put(key, record.value());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
