package dev.freshet.trainer.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.RefusedException.Reason;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.model.training.WarmStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFeaturesTest {

    @TempDir
    private Path directory;

    private Dataset dataset;

    @BeforeEach
    void build() {
        dataset = Shop.dataset(directory.resolve("set"), 24);
    }

    @Test
    void shouldGiveEveryGroupItsLiveFeatures() {
        for (DatasetPart part : DatasetPart.values()) {
            List<ExampleGroup> groups = dataset.read(part).stream()
                    .flatMap(example -> example.groups().stream())
                    .toList();
            assertThat(groups.isEmpty()).as("%s", part).isEqualTo(!part.hasGroups());
            assertThat(groups)
                    .allSatisfy(group -> assertThat(group.features().linear())
                            .hasSize(group.productIds().size() * PageFeatures.LINEAR_INPUTS));
        }
    }

    @Test
    void shouldTrainATermAndKeepTheStatisticsOfTheEndOfTraining() {
        finetune(3, "whole", false);
        SavedModel saved = SavedModel.read(directory.resolve("whole/model.safetensors"));
        assertThat(saved.config().term()).isEqualTo(TermKind.MLP);
        assertThat(saved.statistics().until()).isEqualTo(dataset.trainEnd());
        assertThat(saved.statistics().snapshot().size()).isEqualTo(24);

        Evaluation live = OfflineEvaluator.evaluate(
                dataset, directory.resolve("whole/model.safetensors"), true, ComputeDevice.CPU, groups -> {});
        assertThat(live.ndcg10()).containsKeys("model", "term", "network", "repeat_then_popularity");
        assertThat(live.ndcg10().get("model").mean())
                .as("the term counts, so it does not rank as the network alone")
                .isNotEqualTo(live.ndcg10().get("network").mean());
    }

    @Test
    void shouldEndWithTheSameBitsWhenATrainingWithATermIsResumed() throws IOException {
        finetune(3, "whole", false);
        finetune(1, "stopped", false);
        finetune(3, "stopped", true);
        assertThat(Files.readAllBytes(directory.resolve("stopped/model.safetensors")))
                .isEqualTo(Files.readAllBytes(directory.resolve("whole/model.safetensors")));
    }

    @Test
    void shouldTakeOverATermOnlyWhereItFits() {
        finetune(1, "mlp", false);
        Path file = directory.resolve("mlp/model.safetensors");
        try (TrainableModel backbone = begun(WarmStart.BACKBONE, file, TermKind.LINEAR);
                TrainableModel network = begun(WarmStart.FULL, file, TermKind.OFF)) {
            assertThat(backbone.config().term()).isEqualTo(TermKind.LINEAR);
            assertThat(network.config().term()).isEqualTo(TermKind.OFF);
        }
        assertThatThrownBy(() -> begun(WarmStart.FULL, file, TermKind.LINEAR))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has term=mlp, the settings say linear");
    }

    private TrainableModel begun(WarmStart init, Path file, TermKind term) {
        return new ModelSource(init, file).model(plan(1, term), dataset.vocabularies());
    }

    @Test
    void shouldNotEvaluateWhatTheStatisticsOfAFileKnow() {
        finetune(1, "mlp", false);
        List<LogEvent> log = Shop.log(24);
        DatasetBuilder.build(log.iterator(), Shop.recipe(log, true), directory.resolve("notebook"));
        Dataset notebook = Dataset.open(directory.resolve("notebook"));
        SavedModel saved = SavedModel.read(directory.resolve("mlp/model.safetensors"));
        assertThat(OfflineEvaluator.from(notebook, saved.with(null))).isEqualTo(Long.MIN_VALUE);
        assertThat(OfflineEvaluator.from(notebook, saved)).isGreaterThan(dataset.trainEnd());
    }

    @Test
    void shouldRefuseATermForADatasetWithoutLiveFeatures() {
        List<LogEvent> log = Shop.log(24);
        DatasetBuilder.build(log.iterator(), Shop.recipe(log, true), directory.resolve("notebook"));
        dataset = Dataset.open(directory.resolve("notebook"));
        assertThat(dataset.hasFeatures()).isFalse();
        assertThatThrownBy(() -> finetune(1, "run", false))
                .hasMessageContaining("has no live features")
                .returns(Reason.NO_LIVE_FEATURES, refused -> ((RefusedException) refused).reason());
    }

    @Test
    void shouldNameAFeatureFileThatIsCutShort() throws IOException {
        Path file = directory.resolve("set/rank-train-features.avro");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 20));
        assertThatThrownBy(() -> finetune(1, "run", false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("rank-train-features.avro")
                .hasMessageContaining("build the dataset anew");
    }

    @Test
    void shouldNameAFeatureFileOfAnotherDataset() throws IOException {
        Shop.dataset(directory.resolve("larger"), 36);
        Files.copy(
                directory.resolve("larger/rank-train-features.avro"),
                directory.resolve("set/rank-train-features.avro"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> finetune(1, "run", false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("rank-train-features.avro");
    }

    @Test
    void shouldRefuseFeaturesOfAnotherRelease() throws IOException {
        Path summary = directory.resolve("set/summary.json");
        String own = Long.toHexString(PageFeatures.fingerprint());
        Files.writeString(summary, Files.readString(summary).replace(own, "abc"));
        dataset = Dataset.open(directory.resolve("set"));
        assertThatThrownBy(() -> finetune(1, "run", false)).hasMessageContaining("other live features");
    }

    private void finetune(int epochs, String name, boolean resume) {
        OfflineTraining.run(
                dataset,
                plan(epochs, TermKind.MLP),
                ModelSource.scratch(),
                new TrainingFiles(directory.resolve(name)),
                resume,
                OfflineTrainingTest.SILENT);
    }

    private static TrainingPlan plan(int epochs, TermKind term) {
        return new TrainingPlan(
                DatasetPart.RANK_TRAIN,
                DatasetPart.RANK_STOP,
                new ModelConfig(16, 2, 1, 512, 1, 0.1, term),
                new LossWeights(0, 0, 1),
                new OptimizerConfig(5e-3, 0.01, 4, 2e-3),
                epochs,
                4,
                0,
                SelectionMetric.NDCG,
                10,
                ComputeDevice.CPU);
    }
}
