package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.block.Block;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import dev.freshet.trainer.evaluation.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
class ModelInitIT {

    private static final int TICKS = 120;

    @TempDir
    private static Path directory;

    private static TestKafka kafka;
    private static Runs runs;
    private static Path file;
    private static TrainerProgress pretrained;

    @BeforeAll
    static void trainAModel(TestKafka shared) throws Exception {
        kafka = shared;
        runs = new Runs(kafka);
        runs.produce(SyntheticExamples.of(7, TICKS));
        pretrained = runs.toTheEnd(runs.config("pretrained"));
        file = directory.resolve("model.safetensors");
        SavedModel.of(newest("pretrained"), 0.1, "a pretrained", Map.of()).write(file);
    }

    @Test
    void shouldServeTheFilesWeightsBeforeTheFirstEvent() throws Exception {
        TrainerConfig config = runs.config("served", Map.of("model.init", file.toString(), "batch.parts", "100000"));
        try (TrainerApp app = new TrainerApp(config)) {
            app.start();
            await().atMost(Duration.ofMinutes(15)).until(app::isTraining);
            try (ServingModel theirs = ServingModel.load(1, newest("served"));
                    ServingModel ours = SavedModel.read(file).serving()) {
                List<String> products = ours.items().ids().subList(0, 10);
                assertThat(theirs.score(List.of(), "home", products, 0))
                        .isEqualTo(ours.score(List.of(), "home", products, 0));
            }
        }
    }

    @Test
    void shouldEvaluateEveryGroupAndContinueTraining() throws Exception {
        TrainerProgress begun = runs.toTheEnd(runs.config("begun", Map.of("model.init", file.toString())));
        assertThat(pretrained.unevaluated()).isZero();
        assertThat(begun.unevaluated()).isZero();
        assertThat(begun.groups()).isEqualTo(TICKS);
        assertThat(begun.steps()).isEqualTo(pretrained.steps());
        assertThat(begun.digest())
                .isNotEqualTo(pretrained.digest())
                .isNotEqualTo(SavedModel.read(file).digest());
        assertThat(begun.means().get("loss.ranking"))
                .isLessThan(pretrained.means().get("loss.ranking"));
    }

    @Test
    void shouldEndWithTheSameProgressAfterRestarts() throws Exception {
        Map<String, String> init = Map.of("model.init", file.toString());
        TrainerConfig config = runs.config("stopped", init);
        for (int steps : new int[] {0, 1, 9}) {
            try (TrainerApp app = new TrainerApp(config)) {
                app.start();
                await().atMost(Duration.ofMinutes(15))
                        .until(() -> app.isTraining() && app.progress().steps() >= steps);
            }
        }
        assertThat(runs.toTheEnd(config)).isEqualTo(runs.toTheEnd(runs.config("straight", init)));
    }

    @Test
    void shouldReportThatAPublishedVersionTakesPrecedenceOverTheFile() throws Exception {
        TrainerConfig config = runs.config("kept", Map.of("model.init", file.toString()));
        TrainerProgress first = runs.toTheEnd(config);
        List<String> notices = new ArrayList<>();
        try (TrainerApp app = new TrainerApp(config, Oracle.NONE, notices::add)) {
            app.start();
            assertThat(app.drain().get(15, TimeUnit.MINUTES)).isEqualTo(first);
        }
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("model.init=" + file + " is not used")
                .contains("version " + first.version());
    }

    @Test
    void shouldRefuseANetworkOfAnotherShape() {
        assertThat(failure(Map.of("model.init", file.toString(), "model.dim", "32")))
                .contains("model.init", file.toString(), "model.dim=16", "the settings say 32");
    }

    @Test
    void shouldRefuseAFileThatIsCutShort() throws IOException {
        Path cut = directory.resolve("cut.safetensors");
        byte[] whole = Files.readAllBytes(file);
        Files.write(cut, Arrays.copyOf(whole, whole.length - 5));
        assertThat(failure(Map.of("model.init", cut.toString()))).contains(cut.toString(), "cut short");
    }

    @Test
    void shouldRefuseAMissingFile() {
        assertThat(failure(Map.of("model.init", "/no/such/file"))).contains("/no/such/file: no such file");
    }

    private static String failure(Map<String, String> settings) {
        try (TrainerApp app = new TrainerApp(runs.config("refused", settings))) {
            app.start();
            await().atMost(Duration.ofMinutes(15)).until(() -> app.failure().isPresent());
            return app.failure().get().getMessage();
        }
    }

    private static List<Block> newest(String model) {
        try (ModelTopicReader reader =
                ModelTopicReader.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), runs.serde(), model)) {
            return reader.readToEnd(LogEnd.WRITTEN).orElseThrow().blocks();
        }
    }
}
