package dev.freshet.modeltopic;

import static dev.freshet.modeltopic.ModelTopic.block;
import static dev.freshet.modeltopic.ModelTopic.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class ModelTopicIT {

    private static final int SIZE = 100;

    private final TestKafka kafka;
    private final ModelTopic topic;
    private final List<AutoCloseable> open = new ArrayList<>();
    private Producer<String, SpecificRecord> producer;
    private ModelTopicReader reader;

    ModelTopicIT(TestKafka kafka) {
        this.kafka = kafka;
        this.topic = new ModelTopic(kafka);
    }

    @BeforeEach
    void freshTopics() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        producer = opened(topic.producer());
        reader = opened(topic.reader());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void shouldPublishOneWholeVersionAfterAnother() {
        ModelTopicWriter writer = writer(producer, 10);
        TrainingMetrics metrics =
                new TrainingMetrics("main", 1L, 5L, Map.of(), 0L, 0L, 0L, 0L, 0L, 1L, Map.of("total", 0.5), List.of());
        Publication first = new Publication(
                ModelTopic.manifest(1, -1),
                List.of(block("a", 1, SIZE), block("b", 1, SIZE)),
                List.of(block("m", 1, SIZE)),
                List.of(new ProducerRecord<>("training-metrics", "main/1", metrics)));
        writer.publish(first);
        writer.publish(
                publication(2, 1, List.of(block("a", 1, SIZE), block("b", 2, SIZE)), List.of(block("m", 2, SIZE))));

        assertThat(reader.readToEnd(LogEnd.WRITTEN)).map(ModelVersion::version).contains(2L);
        assertThat(reader.assembler().versions()).containsExactly(1L, 2L);
        assertThat(contents(reader.assembler().newest().orElseThrow())).containsExactly(1, 2);
        assertThat(topic.trainerState().keys()).containsExactly("main/m/2");
        assertThat(topic.trainerState()
                        .blocks(reader.assembler().newest().orElseThrow().manifest()))
                .extracting(block -> block.data()[0])
                .containsExactly((byte) 2);
        assertThat(kafka.records("training-metrics")).hasSize(1);
        // A group's offsets become visible after the markers of their transaction.
        await().atMost(Duration.ofMinutes(15)).until(() -> {
            OffsetAndMetadata committed = kafka.admin()
                    .listConsumerGroupOffsets(ModelTopic.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition("training-examples", 0));
            return committed != null && committed.offset() == 20;
        });
        assertThat(topic.refusals).isEmpty();
    }

    @Test
    void shouldDeliverNewVersionsToAFollowingReader() {
        assertThat(reader.readToEnd(LogEnd.WRITTEN)).isEmpty();
        ModelTopicWriter writer = writer(producer, 10);
        writer.publish(publication(1, -1, List.of(block("a", 1, SIZE)), List.of()));
        writer.publish(publication(2, 1, List.of(block("a", 2, SIZE)), List.of()));

        assertThat(follow(2)).extracting(ModelVersion::version).containsExactly(1L, 2L);
    }

    @Test
    void shouldNotShowAnAbortedPublication() {
        writer(producer, 10).publish(publication(1, -1, List.of(block("a", 1, SIZE)), List.of()));
        producer.beginTransaction();
        send("model", "main/a/2", new ModelBlock("main", "a", 2L, ByteBuffer.allocate(1)));
        send("trainer-state", "main/m/2", new ModelBlock("main", "m", 2L, ByteBuffer.allocate(1)));
        send("model", "main/manifest/2", ModelTopic.manifest(2, 1));
        producer.flush();
        producer.abortTransaction();

        assertThat(reader.readToEnd(LogEnd.WRITTEN)).map(ModelVersion::version).contains(1L);
        assertThat(topic.trainerState().keys()).isEmpty();
        assertThat(topic.refusals).isEmpty();
    }

    @Test
    void shouldRejectADamagedVersionAndKeepTheLastGoodOne() {
        ModelTopicWriter writer = writer(producer, 10);
        writer.publish(publication(1, -1, List.of(block("a", 1, SIZE)), List.of()));
        ModelVersion second = writer.publish(publication(2, 1, List.of(block("a", 2, SIZE)), List.of()));
        producer.beginTransaction();
        byte[] flipped = second.blocks().get(0).data().clone();
        flipped[50] ^= 1;
        send("model", "main/a/2", new ModelBlock("main", "a", 2L, ByteBuffer.wrap(flipped)));
        send("model", "main/manifest/2", second.manifest());
        producer.commitTransaction();

        assertThat(reader.readToEnd(LogEnd.WRITTEN)).map(ModelVersion::version).contains(1L);
        assertThat(topic.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.version()).isEqualTo(2);
            assertThat(refusal.reason()).contains("block main/a/2 has CRC-32C");
        });
    }

    @Test
    void shouldSkipOlderVersionsWhoseBlocksAreGoneWithoutAReport() {
        ModelTopicWriter writer = writer(producer, 10);
        ModelVersion first = writer.publish(publication(1, -1, List.of(block("a", 1, SIZE)), List.of()));
        producer.beginTransaction();
        send("model", "main/a/1", null);
        send("model", "main/manifest/1", first.manifest());
        producer.commitTransaction();
        writer.publish(publication(2, -1, List.of(block("a", 2, SIZE)), List.of()));

        assertThat(reader.readToEnd(LogEnd.WRITTEN)).map(ModelVersion::version).contains(2L);
        assertThat(reader.assembler().versions()).containsExactly(2L);
        assertThat(topic.refusals).isEmpty();
    }

    @Test
    void shouldFenceTheOlderOfTwoWriters() {
        ModelTopicWriter older = writer(producer, 10);
        opened(topic.producer());

        assertThatThrownBy(() -> older.publish(publication(1, -1, List.of(block("a", 1, SIZE)), List.of())))
                .isInstanceOf(ProducerFencedException.class);
        assertThat(reader.readToEnd(LogEnd.WRITTEN)).isEmpty();
    }

    private ModelTopicWriter writer(Producer<String, SpecificRecord> producer, int kept) {
        ModelTopicReader own = opened(topic.reader());
        own.readToEnd(LogEnd.WRITTEN);
        KafkaConsumer<byte[], byte[]> consumer = opened(topic.consumer());
        return new ModelTopicWriter(
                producer, own.assembler(), topic.trainerState().keys(), consumer::groupMetadata, kept);
    }

    private List<ModelVersion> follow(int versions) {
        List<ModelVersion> arrived = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofMinutes(15).toNanos();
        while (arrived.size() < versions && System.nanoTime() < deadline) {
            arrived.addAll(reader.poll(Duration.ofMillis(100)));
        }
        return arrived;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails after a failed send
    private void send(String to, String key, SpecificRecord value) {
        producer.send(new ProducerRecord<>(to, key, value));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    private static List<Integer> contents(ModelVersion version) {
        return version.blocks().stream()
                .map(Block::data)
                .map(data -> (int) data[0])
                .toList();
    }
}
