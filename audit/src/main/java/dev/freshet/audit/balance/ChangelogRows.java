package dev.freshet.audit.balance;

import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.TopicReader;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The rows of a store, from its changelog: the last committed value of each key, by task (a partition). */
final class ChangelogRows implements AutoCloseable {

    private final TopicReader reader;
    private final Map<Integer, Map<ByteBuffer, byte[]>> rows = new HashMap<>();

    ChangelogRows(Map<String, ?> kafka, String topic, int tasks, ReadProgress progress) {
        List<TopicPartition> partitions = IntStream.range(0, tasks)
                .mapToObj(task -> new TopicPartition(topic, task))
                .toList();
        reader = TopicReader.open(kafka, partitions, progress);
    }

    /** The rows by task, including everything that was committed before the call. */
    Map<Integer, Map<ByteBuffer, byte[]>> now() {
        reader.readTo(LogEnd.WRITTEN, this::apply);
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
        reader.close();
    }
}
