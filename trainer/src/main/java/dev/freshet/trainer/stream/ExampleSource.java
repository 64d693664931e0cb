package dev.freshet.trainer.stream;

import dev.freshet.core.example.Example;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Reads committed records of all partitions of training-examples into a {@link PartitionMerge}. Not thread-safe. */
public final class ExampleSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleSource.class);
    private static final String TOPIC = Topics.TRAINING_EXAMPLES.topic();

    private final Map<String, Object> kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerde serde;
    private final int buffer;
    private final List<TopicPartition> partitions;
    private final PartitionMerge<Optional<Example>> merge;
    private boolean passedOver;

    /** @param offsets where to start, by partition; the beginning for others */
    public ExampleSource(TrainerConfig config, AvroSerde serde, Map<Integer, Long> offsets) {
        this.serde = serde;
        buffer = config.mergeBuffer();
        kafka = config.kafka();
        consumer = new KafkaConsumer<>(
                ReaderSettings.inGroup(kafka, config.groupId()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        merge = new PartitionMerge<>(partitions.size());
        consumer.assign(partitions);
        warnOfOtherCommits(offsets);
        consumer.seekToBeginning(partitions.stream()
                .filter(p -> !offsets.containsKey(p.partition()))
                .toList());
        offsets.forEach((partition, offset) -> consumer.seek(new TopicPartition(TOPIC, partition), offset));
    }

    /** The manifest's offsets belong to its weights, so they win over the group's. */
    private void warnOfOtherCommits(Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        for (TopicPartition partition : partitions) {
            Long offset = offsets.get(partition.partition());
            OffsetAndMetadata group = committed.get(partition);
            if (offset == null ? group != null : group == null || group.offset() != offset) {
                LOG.warn(
                        "{}: the manifest continues at {}, the group's commit at {}; the manifest is followed",
                        partition,
                        offset == null ? "the beginning" : offset,
                        group == null ? "nothing" : group.offset());
            }
        }
    }

    /** Waits for records, but of partitions that are far ahead of the others. */
    public void poll(Duration timeout) {
        for (TopicPartition partition : partitions) {
            Set<TopicPartition> one = Set.of(partition);
            if (merge.waiting(partition.partition()) >= buffer) {
                consumer.pause(one);
            } else {
                consumer.resume(one);
            }
        }
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                merge.add(new PartitionRecord<>(
                        record.partition(), record.offset(), record.timestamp(), example(record)));
            }
        } catch (OffsetOutOfRangeException e) {
            throw new TrainerFailedException(
                    "records to continue with are gone from " + TOPIC + " at offsets "
                            + e.offsetOutOfRangePartitions() + ": raise its retention, or rebuild it and train under a"
                            + " new " + TrainerSettings.MODEL_NAME,
                    e);
        }
    }

    /** Partitions that keep records of others waiting. */
    public List<Integer> holdingBack() {
        return merge.holdingBack();
    }

    /** Lets partitions hold nothing back until they speak again. */
    public void passOver(List<Integer> silent) {
        passedOver = true;
        silent.forEach(merge::end);
        LOG.warn(
                "partitions {} of {} have said nothing for longer than {} and are passed over until they speak again;"
                        + " versions from now on are marked deterministic=false",
                silent,
                TOPIC,
                TrainerSettings.MERGE_IDLE_TIMEOUT);
    }

    /** Whether the order of what was read depends on when it was read. */
    public boolean hasPassedOver() {
        return passedOver;
    }

    /** The next record in merged order; empty when more must be read first. */
    public Optional<PartitionRecord<Optional<Example>>> next() {
        return merge.poll();
    }

    /** The group under which consumed offsets are committed. */
    public ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /**
     * The ends of the log at the call, open transactions included: reading reaches them once those are settled. The last
     * stable offsets would not do, since a batch that ends earlier makes other weights.
     */
    public Map<TopicPartition, Long> endOffsets() {
        return TopicOffsets.writtenEnds(kafka, partitions);
    }

    /** Lets partitions that are read up to these offsets hold nothing back; true when all are. */
    public boolean endAt(Map<TopicPartition, Long> ends) {
        boolean all = true;
        for (TopicPartition partition : partitions) {
            if (consumer.position(partition) >= ends.get(partition)) {
                merge.end(partition.partition());
            } else {
                all = false;
            }
        }
        return all;
    }

    private Optional<Example> example(ConsumerRecord<byte[], byte[]> record) {
        try {
            SpecificRecord value = serde.deserializer().deserialize(TOPIC, record.value());
            if (value instanceof Watermark) {
                return Optional.empty();
            }
            if (value instanceof TrainingExample example) {
                return Optional.of(ExampleDecoder.of(example));
            }
            throw new IllegalArgumentException("neither a TrainingExample nor a Watermark");
        } catch (UndecodableException | IllegalArgumentException e) {
            throw new TrainerFailedException(
                    TOPIC + " partition " + record.partition() + " offset " + record.offset() + ": " + e.getMessage()
                            + "; the topic must be written by the streams app alone, so mend that and rebuild it",
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
