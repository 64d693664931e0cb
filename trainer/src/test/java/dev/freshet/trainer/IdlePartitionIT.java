package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A partition of training-examples without new records. */
@ExtendWith(KafkaExtension.class)
class IdlePartitionIT {

    private static final int SILENT = 2;
    private static final int GROUPS = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final List<SyntheticExamples.Entry> ALL = SyntheticExamples.of(5, GROUPS);

    private TestKafka kafka;
    private Runs runs;

    @Test
    void shouldBeSkippedAfterTheTimeoutAndMergedWhenItHasRecordsAgain(TestKafka shared) throws Exception {
        kafka = shared;
        runs = new Runs(kafka);
        runs.produce(ALL.stream().filter(e -> e.partition() != SILENT).toList());

        TrainerConfig config = runs.config("bounded", Map.of("merge.idle.timeout", "1s"));
        TrainerProgress waited;
        try (TrainerApp patient = new TrainerApp(runs.config("patient"))) {
            patient.start();
            await().atMost(PATIENCE).until(patient::isTraining);
            try (TrainerApp bounded = new TrainerApp(config)) {
                bounded.start();
                await().atMost(PATIENCE).until(() -> bounded.progress().version() > 10);
                assertThat(bounded.progress().groups()).isLessThan(GROUPS);
            }
            assertThat(isDeterministic("bounded")).isFalse();
            assertThat(patient.progress().steps()).isZero();
            assertThat(patient.failure()).isEmpty();

            runs.produce(ALL.stream().filter(e -> e.partition() == SILENT).toList());
            waited = patient.drain().get(15, TimeUnit.MINUTES);
        }
        assertThat(isDeterministic("patient")).as("no partition was skipped").isTrue();

        TrainerProgress end = runs.toTheEnd(config);
        assertThat(end.groups()).as("late, but not lost").isEqualTo(GROUPS);
        assertThat(end.offsets()).hasSize(SyntheticExamples.PARTITIONS);
        assertThat(isDeterministic("bounded"))
                .as("later versions are not deterministic either")
                .isFalse();

        TrainerProgress unhurried = runs.toTheEnd(runs.config("unhurried", Map.of("merge.idle.timeout", "10m")));
        assertThat(isDeterministic("unhurried")).as("no timeout expired").isTrue();
        assertThat(waited).isEqualTo(unhurried);
    }

    private boolean isDeterministic(String model) {
        try (ModelTopicReader reader =
                ModelTopicReader.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), runs.serde(), model)) {
            return reader.readToEnd(LogEnd.WRITTEN).orElseThrow().manifest().getDeterministic();
        }
    }
}
