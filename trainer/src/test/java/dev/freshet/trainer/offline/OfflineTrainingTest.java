package dev.freshet.trainer.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.model.file.AtomicFile;
import dev.freshet.model.file.JsonFiles;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.RefusedException.Reason;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.Vocabularies;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.WarmStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineTrainingTest {

    static final TrainingListener SILENT = new TrainingListener() {
        @Override
        public void batch(int epoch, int batch, int batches, double loss, long tokens) {}

        @Override
        public void epoch(EpochResult result) {}
    };

    @TempDir
    private Path directory;

    private Dataset dataset;

    @BeforeEach
    void build() {
        dataset = Shop.dataset(directory.resolve("set"), 24);
    }

    @Test
    void shouldEndWithTheSameBitsWhenResumed() throws IOException {
        finetune(3, "whole", false);
        finetune(1, "stopped", false);
        finetune(3, "stopped", true);
        assertThat(bytes("stopped/checkpoint.safetensors")).isEqualTo(bytes("whole/checkpoint.safetensors"));
        assertThat(bytes("stopped/model.safetensors")).isEqualTo(bytes("whole/model.safetensors"));
    }

    @Test
    void shouldWriteTheEndOfTheDataThatTheModelHasSeen() {
        long trainEnd = dataset.trainEnd();
        TrainingFiles pre = pretrain(1, "pre");
        assertThat(SavedModel.read(pre.model()).trainedUntil()).isEqualTo(trainEnd + 1);
        assertThat(trainedFrom(pre.model(), "same")).isEqualTo(trainEnd + 1);

        SavedModel later = SavedModel.read(pre.model()).trainedUntil(trainEnd + 7);
        later.write(pre.model());
        assertThat(trainedFrom(pre.model(), "later")).isEqualTo(trainEnd + 7);

        later.trainedUntil(null).write(pre.model());
        assertThat(trainedFrom(pre.model(), "unknown")).isNull();
    }

    @Test
    void shouldCountThePartThatDecidesWhenToStopAsTrainingData() {
        List<LogEvent> log = Shop.log(24);
        Path notebook = directory.resolve("notebook");
        DatasetBuilder.build(log.iterator(), Shop.recipe(log, true), notebook);
        dataset = Dataset.open(notebook);
        Path model = pretrain(1, "run").model();
        long end = log.get(log.size() - 1).timestamp() + 1;
        assertThat(SavedModel.read(model).trainedUntil()).isEqualTo(end).isGreaterThan(dataset.trainEnd() + 1);
        assertThat(OfflineEvaluator.from(dataset, SavedModel.read(model)))
                .as("all, as in the notebook, which stops by the groups that it evaluates")
                .isEqualTo(Long.MIN_VALUE);
        assertThat(OfflineEvaluator.from(dataset, SavedModel.read(model).trainedUntil(end + TimeSpan.DAY)))
                .as("trained on later data")
                .isEqualTo(end + TimeSpan.DAY);
    }

    @Test
    void shouldEvaluateNoGroupThatTheModelHasSeen() {
        finetune(1, "run", false);
        Path model = directory.resolve("run/model.safetensors");
        long all = evaluated(model).groups();
        long later = dataset.read(DatasetPart.RANK_LIVE).stream()
                .flatMap(example -> example.groups().stream())
                .filter(group -> group.timestamp() >= dataset.trainEnd() + TimeSpan.DAY)
                .filter(OfflineTraining::hasBothLabels)
                .count();
        assertThat(later).isPositive().isLessThan(all);
        SavedModel.read(model).trainedUntil(dataset.trainEnd() + TimeSpan.DAY).write(model);
        assertThat(evaluated(model).groups()).isEqualTo(later);
        assertThat(evaluated(model).leftOut()).isPositive();

        SavedModel.read(model)
                .trainedUntil(dataset.trainEnd() + 30 * TimeSpan.DAY)
                .write(model);
        assertThatThrownBy(() -> evaluated(model))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(model + " was trained on data up to ")
                .hasMessageContaining("evaluate it on a later log");
    }

    private Evaluation evaluated(Path model) {
        return OfflineEvaluator.evaluate(dataset, model, true, ComputeDevice.CPU, groups -> {});
    }

    private Long trainedFrom(Path model, String name) {
        TrainingFiles files = new TrainingFiles(directory.resolve(name));
        OfflineTraining.run(
                dataset,
                plan(1, DatasetPart.RANK_TRAIN, DatasetPart.RANK_STOP, new LossWeights(0, 0, 1), SelectionMetric.NDCG),
                new ModelSource(WarmStart.FULL, model),
                files,
                false,
                SILENT);
        return SavedModel.read(files.model()).trainedUntil();
    }

    @Test
    void shouldLearnToRankBetterThanPopularity() {
        dataset = Shop.dataset(directory.resolve("large"), 72);
        TrainingFiles run = pretrain(4, "pre");
        OfflineTraining.run(
                dataset,
                plan(25, DatasetPart.RANK_TRAIN, DatasetPart.RANK_STOP, new LossWeights(0, 0, 1), SelectionMetric.NDCG),
                new ModelSource(WarmStart.FULL, run.model()),
                new TrainingFiles(directory.resolve("full")),
                false,
                SILENT);
        Evaluation live = OfflineEvaluator.evaluate(
                dataset, directory.resolve("full/model.safetensors"), true, ComputeDevice.CPU, judged -> {});
        assertThat(live.groups()).isGreaterThan(100);
        assertThat(live.modelBeforePopularity().low())
                .as("about 0.17: the interval of the difference, group by group, is far from 0 on any CPU")
                .isPositive();
        assertThat(live.ndcg10().get("model").mean())
                .isGreaterThan(live.ndcg10().get("random").mean() + 0.1);
        assertThat(live.ndcg10().get("model").low())
                .isLessThanOrEqualTo(live.ndcg10().get("model").mean());
    }

    @Test
    void shouldLowerTheNextPositiveLossOfHeldOutCustomers() {
        pretrain(4, "pre");
        TrainingReport report = JsonFiles.read(directory.resolve("pre/report.json"), TrainingReport.class);
        assertThat(report.best().stopLoss()).isLessThan(report.epochs().get(0).stopLoss());
    }

    @Test
    void shouldRefuseToResumeUnderOtherSettings() {
        finetune(1, "run", false);
        assertThatThrownBy(() -> OfflineTraining.run(
                        dataset,
                        plan(
                                2,
                                DatasetPart.RANK_TRAIN,
                                DatasetPart.RANK_STOP,
                                new LossWeights(0, 0, 2),
                                SelectionMetric.NDCG),
                        ModelSource.scratch(),
                        new TrainingFiles(directory.resolve("run")),
                        true,
                        SILENT))
                .hasMessageContaining("losses")
                .hasMessageContaining("name another directory")
                .returns(Reason.OTHER_SETTINGS, OfflineTrainingTest::reason);
    }

    @Test
    void shouldRefuseToOverwriteATraining() {
        finetune(1, "run", false);
        assertThatThrownBy(() -> finetune(1, "run", false))
                .hasMessageContaining("resume it, or name another directory")
                .returns(Reason.TRAINING_EXISTS, OfflineTrainingTest::reason);
    }

    @Test
    void shouldNotResumeWhatIsNotThere() {
        assertThatThrownBy(() -> finetune(1, "run", true))
                .hasMessageContaining("holds no training to resume")
                .returns(Reason.TRAINING_MISSING, OfflineTrainingTest::reason);
    }

    @Test
    void shouldRefuseToContinueFromALossThatIsNotFinite() {
        assertThatThrownBy(() -> OfflineTraining.run(
                        dataset,
                        plan(
                                1,
                                DatasetPart.RANK_TRAIN,
                                DatasetPart.RANK_STOP,
                                new LossWeights(0, 0, 1e30),
                                SelectionMetric.NDCG),
                        ModelSource.scratch(),
                        new TrainingFiles(directory.resolve("run")),
                        false,
                        SILENT))
                .hasMessageContainingAll("epoch 1, batch 1", "not finite", "lower learning rate")
                .returns(Reason.DIVERGED, OfflineTrainingTest::reason);
    }

    @Test
    void shouldRefuseADatasetThatHasNothingToRank() {
        assertThatThrownBy(() -> OfflineTraining.run(
                        dataset,
                        plan(
                                1,
                                DatasetPart.PRETRAIN_TRAIN,
                                DatasetPart.RANK_STOP,
                                new LossWeights(0, 0, 1),
                                SelectionMetric.NDCG),
                        ModelSource.scratch(),
                        new TrainingFiles(directory.resolve("run")),
                        false,
                        SILENT))
                .hasMessageContaining("has no group with both labels")
                .returns(Reason.PART_TOO_SMALL, OfflineTrainingTest::reason);
    }

    @Test
    void shouldRefuseToEvaluateLiveHistoriesThatADatasetLacks() {
        Path frozen = directory.resolve("frozen");
        List<LogEvent> log = Shop.log(24);
        DatasetBuilder.build(log.iterator(), Shop.recipe(log, true), frozen);
        assertThatThrownBy(() -> OfflineEvaluator.evaluate(
                        Dataset.open(frozen), frozen.resolve("none"), true, ComputeDevice.CPU, groups -> {}))
                .hasMessageContaining("has no live histories")
                .returns(Reason.NO_LIVE_HISTORIES, OfflineTrainingTest::reason);
    }

    @Test
    void shouldRefuseAModelThatIsCutShort() throws IOException {
        Path model = pretrain(1, "pre").model();
        byte[] whole = Files.readAllBytes(model);
        for (int length : new int[] {4, 100, whole.length / 2, whole.length - 1}) {
            Files.write(model, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SavedModel.read(model)).hasMessageContaining(model.toString());
        }
    }

    @Test
    void shouldRefuseAModelOfAnotherShop() {
        Path model = pretrain(1, "pre").model();
        TrainingPlan plan =
                plan(1, DatasetPart.RANK_TRAIN, DatasetPart.RANK_STOP, new LossWeights(0, 0, 1), SelectionMetric.NDCG);
        Vocabularies others = new Vocabularies(List.of("shoe"), List.of());
        assertThatThrownBy(() -> new ModelSource(WarmStart.FULL, model).model(plan, others))
                .hasMessageContaining("knows none of the dataset's 1 products")
                .returns(Reason.OTHER_PRODUCTS, OfflineTrainingTest::reason);
    }

    @Test
    void shouldNameTheOptionThatDoesNotFitAModel() {
        Path model = pretrain(1, "pre").model();
        TrainingPlan plan =
                plan(1, DatasetPart.RANK_TRAIN, DatasetPart.RANK_STOP, new LossWeights(0, 0, 1), SelectionMetric.NDCG);
        assertShapeRefused(model, plan, new ModelConfig(32, 2, 1, 512, 1, 0.1), "has dim=16, the settings say 32");
        assertShapeRefused(model, plan, new ModelConfig(16, 4, 1, 512, 1, 0.1), "has heads=2, the settings say 4");
        assertShapeRefused(model, plan, new ModelConfig(16, 2, 3, 512, 1, 0.1), "has layers=1, the settings say 3");
        assertShapeRefused(
                model, plan, new ModelConfig(16, 2, 1, 64, 1, 0.1), "has maxLength=512, the settings say 64");
    }

    private void assertShapeRefused(Path file, TrainingPlan plan, ModelConfig shape, String words) {
        TrainingPlan other = new TrainingPlan(
                plan.train(),
                plan.stop(),
                shape,
                plan.losses(),
                plan.optimizer(),
                plan.epochs(),
                plan.batchUsers(),
                plan.batchTokens(),
                plan.metric(),
                plan.patience(),
                plan.device());
        assertThatThrownBy(() -> new ModelSource(WarmStart.FULL, file).model(other, dataset.vocabularies()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words)
                .hasMessageContaining("begin with another model");
    }

    @Test
    void shouldKeepTheOldFileWhenANewOneCannotBeWritten() throws IOException {
        Path file = directory.resolve("file");
        Files.writeString(file, "good");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("untouched");
        assertThat(file).hasContent("good");
        assertThat(directory.resolve("file.part")).doesNotExist();
    }

    @Test
    void shouldNameADatasetFileThatIsCutShort() throws IOException {
        Path file = directory.resolve("set/rank-train.avro");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 20));
        assertThatThrownBy(() -> finetune(1, "run", false))
                .hasMessageContaining("rank-train.avro")
                .hasMessageContaining("cut short");
    }

    private TrainingFiles pretrain(int epochs, String name) {
        TrainingFiles files = new TrainingFiles(directory.resolve(name));
        OfflineTraining.run(
                dataset,
                plan(
                        epochs,
                        DatasetPart.PRETRAIN_TRAIN,
                        DatasetPart.PRETRAIN_STOP,
                        new LossWeights(1, 10, 0),
                        SelectionMetric.LOSS),
                ModelSource.scratch(),
                files,
                false,
                SILENT);
        return files;
    }

    private void finetune(int epochs, String name, boolean resume) {
        OfflineTraining.run(
                dataset,
                plan(
                        epochs,
                        DatasetPart.RANK_TRAIN,
                        DatasetPart.RANK_STOP,
                        new LossWeights(0, 0, 1),
                        SelectionMetric.NDCG),
                ModelSource.scratch(),
                new TrainingFiles(directory.resolve(name)),
                resume,
                SILENT);
    }

    private static TrainingPlan plan(
            int epochs, DatasetPart train, DatasetPart stop, LossWeights losses, SelectionMetric metric) {
        return new TrainingPlan(
                train,
                stop,
                new ModelConfig(16, 2, 1, 512, 1, 0.1),
                losses,
                new OptimizerConfig(5e-3, 0.01, 4),
                epochs,
                4,
                0,
                metric,
                10,
                ComputeDevice.CPU);
    }

    private static Reason reason(Throwable refused) {
        return ((RefusedException) refused).reason();
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(directory.resolve(file));
    }
}
