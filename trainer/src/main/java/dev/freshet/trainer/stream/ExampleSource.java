package dev.freshet.trainer.stream;

import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
import dev.freshet.schemas.codec.CountsCodec;
import dev.freshet.schemas.codec.ExampleDecoder;
import dev.freshet.schemas.log.ReaderSettings;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and decodes the committed records of all partitions of training-examples. Not thread-safe. */
final class ExampleSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleSource.class);
    private static final String TOPIC = Topics.TRAINING_EXAMPLES.topic();

    private final Map<String, Object> kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerde serde;
    private final List<TopicPartition> partitions;

    /** @param offsets where to start, by partition; the beginning for others */
    ExampleSource(TrainerConfig config, AvroSerde serde, Map<Integer, Long> offsets) {
        this.serde = serde;
        kafka = config.kafka();
        consumer = new KafkaConsumer<>(
                ReaderSettings.inGroup(kafka, config.groupId()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        consumer.assign(partitions);
        warnOfOtherCommits(offsets);
        consumer.seekToBeginning(partitions.stream()
                .filter(p -> !offsets.containsKey(p.partition()))
                .toList());
        offsets.forEach((partition, offset) -> consumer.seek(new TopicPartition(TOPIC, partition), offset));
    }

    /** The manifest's offsets belong to its weights, so they take precedence over the group's. */
    private void warnOfOtherCommits(Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        for (TopicPartition partition : partitions) {
            Long offset = offsets.get(partition.partition());
            OffsetAndMetadata group = committed.get(partition);
            if (offset == null ? group != null : group == null || group.offset() != offset) {
                LOG.warn(
                        "{}: the manifest's offset is {}, the group's committed offset {}; training continues from the"
                                + " manifest's",
                        partition,
                        offset == null ? "the beginning" : offset,
                        group == null ? "nothing" : group.offset());
            }
        }
    }

    int partitions() {
        return partitions.size();
    }

    /**
     * Waits for records.
     *
     * @param wanted which partitions to read; the others pause
     */
    List<PartitionRecord<StreamContent>> poll(Duration timeout, IntPredicate wanted) {
        for (TopicPartition partition : partitions) {
            Set<TopicPartition> one = Set.of(partition);
            if (wanted.test(partition.partition())) {
                consumer.resume(one);
            } else {
                consumer.pause(one);
            }
        }
        try {
            List<PartitionRecord<StreamContent>> records = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                records.add(new PartitionRecord<>(
                        record.partition(), record.offset(), record.timestamp(), content(record)));
            }
            return records;
        } catch (OffsetOutOfRangeException e) {
            throw new TrainerFailedException(
                    "the next records to read are gone from " + TOPIC + ", at offsets "
                            + e.offsetOutOfRangePartitions() + ": raise its retention, or rebuild it and train under a"
                            + " new " + TrainerSettings.MODEL_NAME,
                    e);
        }
    }

    /** The group under which consumed offsets are committed. */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /**
     * The ends of the log by partition at the time of the call, open transactions included. The consumer reaches them
     * once those transactions have ended. An end at the last stable offset could cut the last batch short, which
     * changes the weights.
     */
    Map<Integer, Long> endOffsets() {
        Map<Integer, Long> ends = new TreeMap<>();
        TopicOffsets.writtenEnds(kafka, partitions)
                .forEach((partition, offset) -> ends.put(partition.partition(), offset));
        return ends;
    }

    /** Offset up to which a partition is read. */
    long position(int partition) {
        return consumer.position(new TopicPartition(TOPIC, partition));
    }

    private StreamContent content(ConsumerRecord<byte[], byte[]> record) {
        try {
            SpecificRecord value = serde.deserializer().deserialize(TOPIC, record.value());
            if (value instanceof Watermark) {
                return new StreamContent.Time();
            }
            if (value instanceof TrainingExample example) {
                return new StreamContent.Parts(ExampleDecoder.of(example));
            }
            if (value instanceof ProductCounts counts) {
                return new StreamContent.Counts(CountsCodec.decode(counts));
            }
            throw new IllegalArgumentException("neither a TrainingExample nor ProductCounts nor a Watermark");
        } catch (UndecodableException | IllegalArgumentException e) {
            throw new TrainerFailedException(
                    TOPIC + " partition " + record.partition() + " offset " + record.offset() + ": " + e.getMessage()
                            + "; only the streams app may write to this topic: stop any other writer and rebuild the"
                            + " topic",
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
