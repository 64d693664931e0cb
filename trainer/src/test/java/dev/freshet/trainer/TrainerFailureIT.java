package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.Tick;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class TrainerFailureIT {

    private Runs runs;

    @BeforeEach
    void startFromEmptyTopics(TestKafka kafka) {
        runs = new Runs(kafka);
    }

    @Test
    void shouldEndWhenAnotherTrainerTakesOver() throws Exception {
        List<SyntheticExamples.Entry> all = SyntheticExamples.of(3, 120);
        runs.produce(all.subList(0, 80));
        TrainerConfig config = runs.config("contested");
        try (TrainerApp older = new TrainerApp(config)) {
            older.start();
            long version = older.drain().get(15, TimeUnit.MINUTES).version();
            try (TrainerApp younger = new TrainerApp(config)) {
                younger.start();
                await().atMost(Duration.ofMinutes(15))
                        .until(() -> younger.progress().version() == version);
            }
            runs.produce(all.subList(80, all.size()));
            await().atMost(Duration.ofMinutes(15)).until(() -> older.failure().isPresent());
            assertThat(older.failure().orElseThrow())
                    .hasMessageContaining("another trainer of model contested has taken over");
            assertThatThrownBy(() -> older.drain().get()).hasMessageContaining("taken over");
        }
        assertThat(runs.toTheEnd(config).groups()).isEqualTo(120);
    }

    @Test
    void shouldNameTheRecordThatItCannotRead() throws Exception {
        runs.produce(List.of(new SyntheticExamples.Entry(1, 5, null, new Tick(5L))));
        try (TrainerApp app = new TrainerApp(runs.config("misled"))) {
            app.start();
            assertThatThrownBy(() -> app.drain().get(15, TimeUnit.MINUTES))
                    .hasMessageContaining("training-examples partition 1 offset 0")
                    .hasMessageContaining("neither a TrainingExample nor ProductCounts nor a Watermark");
        }
    }

    @Test
    void shouldPublishNothingWithoutExamplesAndWithoutATerm() throws Exception {
        TrainerConfig config = runs.config("idle", Map.of("model.term", "off"));
        assertThat(runs.toTheEnd(config).version()).isEqualTo(-1);
        assertThat(runs.metrics("idle")).isEmpty();
    }

    @Test
    void shouldPublishAVersionThatRanksByItsPriorWeightsBeforeTheFirstExample() throws Exception {
        assertThat(runs.toTheEnd(runs.config("prior")).version()).isZero();
        assertThat(runs.metrics("prior"))
                .singleElement()
                .satisfies(m -> assertThat(m.getSteps()).isZero());
        assertThat(runs.toTheEnd(runs.config("prior")).version())
                .as("after a restart")
                .isZero();
    }
}
