package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.block.Block;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.SavedStatistics;
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
    void shouldEvaluateNoGroupFromBeforeTheEndOfTheFilesData() throws Exception {
        long end = pretrained.mergedTime() - 3 * Fixtures.HOUR;
        TrainerProgress begun = runs.toTheEnd(
                runs.config("told", Map.of("model.init", until(end).toString())));
        assertThat(begun.mergedTime()).isEqualTo(pretrained.mergedTime());
        assertThat(begun.unevaluated()).isBetween(TICKS - 40L, TICKS - 20L);
        assertThat(runs.metrics("told"))
                .allSatisfy(window -> assertThat(window.getJudgedBy())
                        .allSatisfy(by -> assertThat(by.getEarliestRequest()).isGreaterThanOrEqualTo(end)));
    }

    @Test
    void shouldSayWhichRequestsAreNotEvaluatedAndWhichFileDoesNotSayItsEnd() {
        long end = 1_470_009_600_000L;
        List<String> says = notices("says", until(end));
        assertThat(says).hasSize(2);
        assertThat(says.get(0))
                .endsWith("published as version 0; requests before 2016-08-01T00:00:00Z, the end of its data, are not"
                        + " evaluated");
        assertThat(says.get(1)).endsWith("holds no product statistics: they begin empty");
        assertThat(notices("silent", counted(end).trainedUntil(null), "silent"))
                .hasSize(3)
                .anyMatch(
                        line -> line.startsWith("its statistics of 24 products count what happened before 2016-08-01"))
                .last()
                .asString()
                .contains("does not say when its training data ends");
    }

    private List<String> notices(String model, SavedModel init, String name) {
        Path written = directory.resolve(name + ".safetensors");
        init.write(written);
        return notices(model, written);
    }

    private List<String> notices(String model, Path init) {
        List<String> notices = new ArrayList<>();
        TrainerConfig config = runs.config(model, Map.of("model.init", init.toString()));
        try (TrainerApp app = new TrainerApp(config, Oracle.NONE, notices::add)) {
            app.start();
            await().atMost(Duration.ofMinutes(15)).until(app::isTraining);
        }
        return notices;
    }

    private static Path until(long end) {
        Path told = directory.resolve("until-" + end + ".safetensors");
        SavedModel.read(file).trainedUntil(end).write(told);
        return told;
    }

    /** The file with the statistics that its version has, as if they ended at a time. */
    private static SavedModel counted(long end) {
        StatisticsSnapshot statistics = StatisticsBlocks.read(new BlockSource(newest("pretrained")));
        return SavedModel.read(file).trainedUntil(end).with(new SavedStatistics(end, statistics));
    }

    @Test
    void shouldEndWithTheSameProgressAfterRestarts() throws Exception {
        Path counted = directory.resolve("counted.safetensors");
        counted(pretrained.mergedTime() - 6 * Fixtures.HOUR).write(counted);
        Map<String, String> init = Map.of("model.init", counted.toString());
        TrainerConfig config = runs.config("stopped", init);
        for (int steps : new int[] {0, 1, 4}) {
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
