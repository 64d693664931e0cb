package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.modeltopic.ModelKeys;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelTopicWriter;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import dev.freshet.trainer.publish.CpuInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class TrainerIT {

    private static final int TICKS = 300;

    private static TestKafka kafka;
    private static Runs runs;
    private static TrainerProgress straight;

    @BeforeAll
    static void trainWithoutInterruption(TestKafka shared) throws Exception {
        kafka = shared;
        runs = new Runs(kafka);
        runs.produce(SyntheticExamples.of(7, TICKS));
        straight = runs.toTheEnd(config("straight"));
    }

    /** With a frozen version, which stays in the topic beside the newest. */
    private static TrainerConfig config(String model) {
        return runs.config(model, Map.of("evaluation.extra", "true", "evaluation.frozen.after", "2h"));
    }

    @Test
    void shouldTrainOnEveryExampleAndPublish() {
        assertThat(straight.groups()).isEqualTo(TICKS);
        assertThat(straight.version()).isEqualTo(straight.steps()).isGreaterThan(40);
        assertThat(straight.means()).containsKeys("ndcg10.all.model", "ndcg10.warm.popularity", "loss.ranking");

        ModelVersion newest = newest("straight");
        assertThat(newest.version()).isEqualTo(straight.version());
        assertThat(newest.manifest().getWatermark()).isEqualTo(straight.mergedTime());
        assertThat(newest.manifest().getFingerprint())
                .containsEntry("config.model.dim", "16")
                .containsEntry("device", "cpu")
                .containsEntry("processor", CpuInfo.describe())
                .containsKey("engine");
        assertThat(newest.manifest().getDeterministic()).isTrue();
        assertThat(newest.manifest().getExamples()).isEqualTo(straight.examples());

        var metrics = runs.metrics("straight");
        assertThat(metrics).hasSizeGreaterThan(20);
        assertThat(metrics.stream().mapToLong(TrainingMetrics::getGroups).sum()).isEqualTo(TICKS);
        assertThat(metrics.get(metrics.size() - 1).getVersion()).isEqualTo(straight.version());
    }

    @Test
    void shouldCommitTheOffsetsOfTheManifestForLagTools() {
        assertThat(straight.offsets()).hasSize(SyntheticExamples.PARTITIONS);
        // The committed offsets become visible once the transaction's markers are written.
        await().atMost(Duration.ofMinutes(15))
                .untilAsserted(
                        () -> assertThat(committed("it-straight-trainer")).isEqualTo(straight.offsets()));
    }

    @Test
    void shouldPublishTheSameBitsInASecondRun() throws Exception {
        assertThat(runs.toTheEnd(config("again"))).isEqualTo(straight);
        assertThat(runs.metrics("again")).isEqualTo(runs.metrics("straight"));
    }

    @Test
    void shouldEndWithTheSameBitsAfterRestarts() throws Exception {
        TrainerConfig config = config("stopped");
        for (int steps : new int[] {1, 9, 30}) {
            try (TrainerApp app = new TrainerApp(config)) {
                app.start();
                await().atMost(Duration.ofMinutes(15))
                        .until(() -> app.progress().steps() >= steps);
            }
        }
        assertThat(runs.toTheEnd(config)).isEqualTo(straight);
        assertThat(runs.metrics("stopped")).isEqualTo(runs.metrics("straight"));
    }

    @Test
    void shouldCountNothingTwiceAfterADrain() throws Exception {
        TrainerConfig config = config("drained");
        TrainerProgress first = runs.toTheEnd(config);
        assertThat(runs.toTheEnd(config)).isEqualTo(first);
        assertThat(runs.metrics("drained")).isEqualTo(runs.metrics("straight"));
    }

    @Test
    void shouldFollowTheManifestWhenTheGroupsOffsetsDisagree() throws Exception {
        TrainerConfig config = config("rewound");
        TrainerProgress first = runs.toTheEnd(config);
        Map<TopicPartition, OffsetAndMetadata> rewound = first.offsets().keySet().stream()
                .collect(Collectors.toMap(
                        p -> new TopicPartition(Topics.TRAINING_EXAMPLES.topic(), p), p -> new OffsetAndMetadata(0)));
        kafka.admin().alterConsumerGroupOffsets(config.groupId(), rewound).all().get();
        assertThat(runs.toTheEnd(config)).isEqualTo(first);
    }

    @Test
    void shouldAbortTheOpenTransactionOfAKilledPredecessor() throws Exception {
        TrainerConfig config = config("killed");
        try (Producer<String, SpecificRecord> predecessor =
                ModelTopicWriter.producer(config.kafka(), runs.serde(), config.transactionalId())) {
            predecessor.initTransactions();
            predecessor.beginTransaction();
            predecessor
                    .send(new ProducerRecord<>(
                            Topics.MODEL.topic(),
                            ModelKeys.block("killed", "config", 1),
                            new ModelBlock("killed", "config", 1L, ByteBuffer.wrap(new byte[] {1, 2, 3}))))
                    .get();
            assertThat(runs.toTheEnd(config)).isEqualTo(straight);
        }
    }

    private static Map<Integer, Long> committed(String group) throws Exception {
        return kafka.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().partition(), e -> e.getValue().offset()));
    }

    private static ModelVersion newest(String model) {
        try (ModelTopicReader reader =
                ModelTopicReader.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), runs.serde(), model)) {
            return reader.readToEnd(LogEnd.WRITTEN).orElseThrow();
        }
    }
}
