package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.ConsumedOffset;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.TestKafka;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The publishing part of a trainer, and readers, for a model called main. */
final class ModelTopic {

    static final String MODEL = "main";
    static final String GROUP = "trainer";

    final AvroSerde serde;
    final List<VersionRefusal> refusals = new ArrayList<>();
    private final Map<String, Object> config;
    private final TopicOffsets offsets;

    ModelTopic(TestKafka kafka) {
        serde = new AvroSerde(SchemaRegistry.connect(kafka.registryUrl(), Map.of()));
        config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        offsets = new TopicOffsets(kafka.admin());
    }

    Producer<String, SpecificRecord> producer() {
        Producer<String, SpecificRecord> producer = ModelTopicWriter.producer(config, serde, "trainer-of-main");
        producer.initTransactions();
        return producer;
    }

    ModelTopicReader reader() {
        return ModelTopicReader.open(config, serde, MODEL, refusals::add);
    }

    /** The state as of the last commit, whose markers this waits for. */
    TrainerState trainerState() {
        offsets.settledEnds(Topics.TRAINER_STATE.topic(), ReadProgress.NONE);
        return TrainerState.read(config, serde, MODEL);
    }

    /** A member of the trainer's group that consumes nothing. */
    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.get("bootstrap.servers"),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static Publication publication(long version, long parent, List<Block> blocks, List<Block> trainer) {
        return new Publication(manifest(version, parent), blocks, trainer, List.of());
    }

    static ModelManifest manifest(long version, long parent) {
        return new ModelManifest(
                MODEL,
                version,
                parent,
                List.of(),
                List.of(),
                3,
                2,
                1_000L,
                List.of(new ConsumedOffset(0, 10 * version)),
                version,
                version,
                Map.of("ndcg", 0.5),
                true,
                Map.of("device", "cpu"),
                null);
    }

    /** A block of {@code size} bytes that all equal {@code content}. */
    static Block block(String name, long content, int size) {
        byte[] data = new byte[size];
        Arrays.fill(data, (byte) content);
        return new Block(name, data);
    }
}
