package dev.freshet.modeltopic;

import dev.freshet.schemas.ConsumedOffset;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes the versions of one model, each in one transaction with the trainer's state and its consumed offsets. */
public final class ModelTopicWriter {

    private final Producer<String, SpecificRecord> producer;
    private final VersionAssembler published;
    private final Supplier<ConsumerGroupMetadata> group;
    private final int kept;
    private final WrittenState state;

    /**
     * @param producer a transactional producer that has completed {@code initTransactions()}
     * @param published what topic model holds, read to its end after {@code initTransactions()}; updated by each publication
     * @param trainerKeys live keys of topic trainer-state, read likewise
     * @param group whose offsets of training-examples are committed, for lag tools; {@code consumer::groupMetadata}
     * @param kept number of newest versions to keep, at least 1
     */
    public ModelTopicWriter(
            Producer<String, SpecificRecord> producer,
            VersionAssembler published,
            List<String> trainerKeys,
            Supplier<ConsumerGroupMetadata> group,
            int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("at least one version must be kept, not " + kept);
        }
        this.producer = producer;
        this.published = published;
        this.state = new WrittenState(trainerKeys);
        this.group = group;
        this.kept = kept;
    }

    /** A producer for a writer. Of two producers with the same {@code transactionalId}, the older is fenced. */
    public static Producer<String, SpecificRecord> producer(
            Map<String, ?> clientConfig, AvroSerde serde, String transactionalId) {
        Map<String, Object> config = new TreeMap<>();
        // Otherwise a transaction's second request may overtake the first while that is registered, and be rejected.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.putAll(clientConfig);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(config, new StringSerializer(), serde.serializer());
    }

    /**
     * Publishes a version atomically.
     *
     * @return the version as readers see it
     * @throws IllegalArgumentException when it contradicts what is published, before anything is sent
     * @throws ProducerFencedException when a younger writer has taken over
     * @throws KafkaException when Kafka fails; when the commit itself fails, its outcome is unknown, so restart
     */
    public ModelVersion publish(Publication publication) {
        PublicationPlan plan = PublicationPlan.of(publication, published, state, kept);
        producer.beginTransaction();
        try {
            sendAll(plan);
        } catch (ProducerFencedException e) {
            throw e;
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw e;
        }
        producer.commitTransaction();
        return remember(publication, plan);
    }

    private void sendAll(PublicationPlan plan) {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(plan.manifest());
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, group.get());
        }
        List<Future<?>> sent = new ArrayList<>();
        plan.records().forEach(record -> sent.add(producer.send(record)));
        producer.flush();
        sent.forEach(ModelTopicWriter::check);
    }

    private ModelVersion remember(Publication publication, PublicationPlan plan) {
        for (ProducerRecord<String, SpecificRecord> record : plan.records()) {
            if (record.topic().equals(Topics.MODEL.topic())) {
                published.accept(record.key(), record.value());
            } else if (record.topic().equals(Topics.TRAINER_STATE.topic())) {
                state.accept(record.key(), record.value() != null);
            }
        }
        state.published(publication.trainerBlocks(), plan.manifest());
        return published.version(plan.manifest().getVersion()).orElseThrow();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(ModelManifest manifest) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
        for (ConsumedOffset consumed : manifest.getOffsets()) {
            offsets.put(
                    new TopicPartition(Topics.TRAINING_EXAMPLES.topic(), consumed.getPartition()),
                    new OffsetAndMetadata(consumed.getOffset()));
        }
        return offsets;
    }

    private static void check(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException("a record of a model version could not be sent", e.getCause());
        }
    }
}
