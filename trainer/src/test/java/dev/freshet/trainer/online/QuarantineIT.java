package dev.freshet.trainer.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.QuarantinedBatch;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import dev.freshet.trainer.Runs;
import dev.freshet.trainer.TrainerApp;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.Oracle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Diverging batches of a whole trainer on a broker. */
@ExtendWith(KafkaExtension.class)
class QuarantineIT {

    private TestKafka kafka;
    private Runs runs;

    @BeforeEach
    void fill(TestKafka shared) throws Exception {
        kafka = shared;
        runs = new Runs(kafka);
        runs.produce(RareGroups.entries());
    }

    private List<QuarantinedBatch> quarantined(String model) {
        return kafka.records(Topics.QUARANTINED_BATCHES.topic()).stream()
                .map(r -> (QuarantinedBatch) runs.serde().deserializer().deserialize(r.topic(), r.value()))
                .filter(b -> b.getModel().equals(model))
                .map(b -> QuarantinedBatch.newBuilder(b).setModel("").build())
                .toList();
    }

    @Test
    void shouldSkipDivergedBatchesRaiseAnAlarmAndRecordEachOnce() throws Exception {
        List<String> notices = Collections.synchronizedList(new ArrayList<>());
        TrainerProgress straight;
        try (TrainerApp app = new TrainerApp(runs.config("steep", RareGroups.STEEP), Oracle.NONE, notices::add)) {
            app.start();
            straight = app.drain().get(15, TimeUnit.MINUTES);
        }
        List<QuarantinedBatch> records = quarantined("steep");
        assertThat(records).hasSize(RareGroups.TRAINED);
        assertThat(straight.groups()).isEqualTo(RareGroups.GROUPS);
        assertThat(notices)
                .hasSameSizeAs(records)
                .first()
                .satisfies(notice -> assertThat(notice)
                        .contains("quarantined batch of step " + records.get(0).getStep())
                        .contains("GRADIENT_NOT_FINITE")
                        .contains(
                                "offset " + records.get(0).getExamples().get(0).getOffset())
                        .contains("quarantined-batches"));

        TrainerConfig config = runs.config("stopped", RareGroups.STEEP);
        for (int steps : new int[] {1, 4}) {
            try (TrainerApp app = new TrainerApp(config)) {
                app.start();
                await().atMost(Duration.ofMinutes(15))
                        .until(() -> app.progress().steps() >= steps);
            }
        }
        assertThat(runs.toTheEnd(config)).isEqualTo(straight);
        assertThat(quarantined("stopped")).isEqualTo(records);
        assertThat(runs.toTheEnd(config)).as("a restart finds nothing to do").isEqualTo(straight);
        assertThat(quarantined("stopped")).isEqualTo(records);
    }

    @Test
    void shouldFailWhenEveryBatchDiverges() {
        try (TrainerApp app = new TrainerApp(runs.config("hopeless", Map.of("loss.limit", "0")))) {
            app.start();
            assertThatThrownBy(() -> app.drain().get(15, TimeUnit.MINUTES))
                    .hasMessageContaining("3 batches in a row diverged");
        }
        assertThat(quarantined("hopeless")).isEmpty();
    }
}
