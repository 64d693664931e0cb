package dev.freshet.trainer.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.SavedStatistics;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.trainer.MemoryRun;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.MetricsRecord;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs that begin with a model file, on the log that the file was trained on. */
class FirstVersionTest {

    private static final TrainerConfig CONFIG = MemoryRun.config(Map.of());
    private static final List<PartitionRecord<StreamContent>> LOG = MemoryRun.stream(240);

    private static TrainedVersion source;
    private static SavedModel exported;

    private final MemoryRun run = new MemoryRun(CONFIG);

    @BeforeAll
    static void exportAVersionOfTheMiddle() {
        MemoryRun first = new MemoryRun(CONFIG);
        toTheEnd(first, LOG);
        source = first.published.get(first.published.size() / 2);
        exported = SavedModel.of(source.modelBlocks(), 0.1, "a test", Map.of())
                .trainedUntil(source.watermark())
                .with(new SavedStatistics(source.watermark(), statistics(source)));
    }

    private static TrainerProgress toTheEnd(MemoryRun run, List<PartitionRecord<StreamContent>> records) {
        try (OnlineTrainer trainer = run.resumed(new Quarantine())) {
            trainer.run(MemoryRun.fetching(records), () -> false, progress -> {});
            trainer.drain();
            return trainer.progress();
        }
    }

    private TrainerProgress begin(SavedModel file, List<PartitionRecord<StreamContent>> records) {
        run.published.clear();
        run.published.add(FirstVersion.of(CONFIG, file));
        return toTheEnd(run, records);
    }

    private static TrainedVersion newest(MemoryRun of) {
        return of.published.get(of.published.size() - 1);
    }

    private static StatisticsSnapshot statistics(TrainedVersion version) {
        return StatisticsBlocks.read(new BlockSource(version.modelBlocks()));
    }

    private static List<TrainingMetrics> metrics(MemoryRun of) {
        return of.published.stream().map(p -> MetricsRecord.of("m", p)).toList();
    }

    private static List<ExampleGroup> groups(List<PartitionRecord<StreamContent>> records) {
        return records.stream()
                .map(PartitionRecord::value)
                .filter(StreamContent.Parts.class::isInstance)
                .flatMap(parts -> ((StreamContent.Parts) parts).example().groups().stream())
                .toList();
    }

    /** Views in the counts after a time that the newest version has read. */
    private long viewsAfter(long time) {
        return LOG.stream()
                .filter(record -> record.time() > time)
                .filter(record -> record.offset() < newest(run).offsets().getOrDefault(record.partition(), 0L))
                .map(PartitionRecord::value)
                .filter(StreamContent.Counts.class::isInstance)
                .map(content -> ((StreamContent.Counts) content).counts())
                .map(IntervalCounts::products)
                .flatMap(List::stream)
                .mapToLong(ProductCount::views)
                .sum();
    }

    /** Targets and groups that a model may train on after a time, groups from before it left out. */
    private static long partsAfter(long time) {
        return LOG.stream()
                .filter(record -> record.time() > time)
                .map(PartitionRecord::value)
                .filter(StreamContent.Parts.class::isInstance)
                .map(parts -> ((StreamContent.Parts) parts).example().trainable())
                .mapToLong(example -> example.targets().size()
                        + example.groups().stream()
                                .filter(group -> group.timestamp() >= time)
                                .count())
                .sum();
    }

    private void assertNothingBeforeTheEndIsEvaluated(TrainerProgress progress, List<ExampleGroup> all) {
        long before = all.stream()
                .filter(group -> group.timestamp() < source.watermark())
                .count();
        assertThat(before).isPositive();
        assertThat(progress.groups()).isEqualTo(all.size());
        assertThat(progress.unevaluated()).isEqualTo(before);
        assertThat(run.published.stream().flatMap(version -> version.window().evaluatedGroups.stream()))
                .isNotEmpty()
                .allSatisfy(evaluated ->
                        assertThat(evaluated.group().timestamp()).isGreaterThanOrEqualTo(source.watermark()));
        assertThat(run.published)
                .allSatisfy(version -> assertThat(version.watermark())
                        .isGreaterThanOrEqualTo(source.watermark())
                        .isGreaterThanOrEqualTo(version.mergedTime()));
    }

    @Test
    void shouldNeitherEvaluateNorTrainOnWhatTheFileHasSeenAndContinue() {
        TrainerProgress progress = begin(exported, LOG);
        assertNothingBeforeTheEndIsEvaluated(progress, groups(LOG));
        assertThat(progress.examples()).isEqualTo(partsAfter(source.watermark()));
        assertThat(run.published.get(1).mergedTime()).isGreaterThan(source.watermark());
        assertThat(newest(run).version()).isGreaterThan(5);
    }

    @Test
    void shouldCountWhatTheFileHasCountedOnce() {
        begin(exported, LOG);
        long views = exported.statistics().snapshot().totals().views();
        assertThat(statistics(run.published.get(0)).totals().views()).isEqualTo(views);
        assertThat(viewsAfter(source.watermark())).isPositive();
        assertThat(statistics(newest(run)).totals().views()).isEqualTo(views + viewsAfter(source.watermark()));
    }

    @Test
    void shouldContinueInTheSameWayWithALogThatBeginsAfterTheEnd() {
        begin(exported, LOG);
        String whole = BlockDigest.of(newest(run).modelBlocks());
        List<PartitionRecord<StreamContent>> later = LOG.stream()
                .filter(record -> record.time() > source.watermark())
                .toList();
        assertNothingBeforeTheEndIsEvaluated(begin(exported, later), groups(later));
        assertThat(BlockDigest.of(newest(run).modelBlocks())).isEqualTo(whole);
    }

    @Test
    void shouldEndWithTheSameBitsAndResultsAfterAnyNumberOfRestarts() {
        TrainerProgress straight = begin(exported, LOG);
        List<TrainingMetrics> expected = metrics(run);
        String blocks = BlockDigest.of(newest(run).modelBlocks());

        run.published.clear();
        run.published.add(FirstVersion.of(CONFIG, exported));
        for (int stop = 5; stop < LOG.size(); stop = stop * 2 + 3) {
            try (OnlineTrainer trainer = run.resumed(new Quarantine())) {
                List<PartitionRecord<StreamContent>> some =
                        run.unread(LOG).stream().limit(stop).toList();
                trainer.run(MemoryRun.fetching(some), () -> false, progress -> {});
            }
        }
        assertThat(toTheEnd(run, run.unread(LOG))).isEqualTo(straight);
        assertThat(metrics(run)).isEqualTo(expected);
        assertThat(BlockDigest.of(newest(run).modelBlocks())).isEqualTo(blocks);
    }

    /** The end decides what is evaluated. Features come from the statistics of this log, which begin empty. */
    @Test
    void shouldTrainAFileWithoutStatisticsAsOneThatDoesNotSayItsEnd() {
        SavedModel weights = exported.with(null);
        TrainerProgress told = begin(weights, LOG);
        String blocks = BlockDigest.of(newest(run).modelBlocks());
        assertNothingBeforeTheEndIsEvaluated(told, groups(LOG));
        assertThat(told.examples()).isEqualTo(partsAfter(Long.MIN_VALUE));
        assertThat(statistics(newest(run)).totals().views()).isEqualTo(viewsAfter(Long.MIN_VALUE));
        assertThat(run.published.get(1).mergedTime()).isLessThan(source.watermark());

        TrainerProgress untold = begin(weights.trainedUntil(null), LOG);
        assertThat(BlockDigest.of(newest(run).modelBlocks())).isEqualTo(blocks);
        assertThat(untold.unevaluated()).isZero();
    }

    @Test
    void shouldEvaluateNothingFromBeforeTheStatisticsOfAFileThatDoesNotSayItsEnd() {
        assertNothingBeforeTheEndIsEvaluated(begin(exported.trainedUntil(null), LOG), groups(LOG));
    }

    @Test
    void shouldContinueTheStatisticsOfAModelWithoutATermForItsBaselines() {
        TrainerConfig off = MemoryRun.config(Map.of("model.term", "off"));
        SavedModel plain;
        try (TrainableModel model =
                TrainableModel.initial(off.modelConfig(), off.lossWeights(), off.optimizerConfig(), off.device())) {
            plain = SavedModel.of(model.modelBlocks(), 0.1, "a test", Map.of());
        }
        TrainedVersion first =
                FirstVersion.of(off, plain.with(exported.statistics()).trainedUntil(7L));
        assertThat(first.watermark()).isEqualTo(source.watermark());
        assertThat(statistics(first).totals())
                .isEqualTo(exported.statistics().snapshot().totals());

        TrainedVersion bare = FirstVersion.of(off, plain.trainedUntil(7L));
        assertThat(bare.watermark()).isEqualTo(7);
        assertThat(statistics(bare)).isSameAs(StatisticsSnapshot.EMPTY);
    }
}
