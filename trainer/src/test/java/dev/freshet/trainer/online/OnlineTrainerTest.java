package dev.freshet.trainer.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.trainer.Fixtures;
import dev.freshet.trainer.MemoryRun;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.MetricsRecord;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The loop with the real model; publications stay in memory. */
class OnlineTrainerTest {

    private final MemoryRun memory = new MemoryRun(MemoryRun.config(Map.of()));
    private final List<TrainedVersion> published = memory.published;

    private List<TrainingMetrics> metrics() {
        return metrics(published);
    }

    private static List<TrainingMetrics> metrics(List<TrainedVersion> versions) {
        return versions.stream().map(p -> MetricsRecord.of("m", p)).toList();
    }

    private static TrainerProgress run(
            OnlineTrainer trainer, List<PartitionRecord<StreamContent>> records, boolean drain) {
        try (trainer) {
            trainer.run(MemoryRun.fetching(records), () -> false, progress -> {});
            if (drain) {
                trainer.drain();
            }
            return trainer.progress();
        }
    }

    @Test
    void shouldEndWithTheSameBitsAndResultsAfterAnyNumberOfRestarts() {
        List<PartitionRecord<StreamContent>> all = MemoryRun.stream(240);
        TrainerProgress straight = run(memory.resumed(new Quarantine()), all, true);
        List<TrainingMetrics> expected = metrics();
        assertThat(expected).hasSizeGreaterThan(15);
        String blocks = BlockDigest.of(newest().modelBlocks());
        assertThat(statistics(newest()).totals().views()).isGreaterThan(2_000);

        published.clear();
        for (int stop = 5; stop < 100; stop = stop * 2 + 3) {
            run(
                    memory.resumed(new Quarantine()),
                    memory.unread(all).stream().limit(stop).toList(),
                    false);
        }
        TrainerProgress stopped = run(memory.resumed(new Quarantine()), memory.unread(all), true);
        assertThat(metrics()).isEqualTo(expected);
        assertThat(stopped).isEqualTo(straight);
        assertThat(BlockDigest.of(newest().modelBlocks()))
                .as("weights and statistics")
                .isEqualTo(blocks);
    }

    @Test
    void shouldTrainTheTermAloneOnEarlierGroupsAgain() {
        List<PartitionRecord<StreamContent>> all = MemoryRun.stream(60);
        run(memory.resumed(new Quarantine()), all, true);
        MemoryRun without = new MemoryRun(MemoryRun.config(Map.of("term.rehearsal", "0")));
        run(without.resumed(new Quarantine()), all, true);
        TrainedVersion other = without.published.get(without.published.size() - 1);

        assertThat(newest().version()).isEqualTo(other.version());
        assertThat(term(newest())).isNotEqualTo(term(other));
        assertThat(newest().trainerBlocks()).extracting(Block::name).contains("rehearsal/0", "rehearsal/1");
    }

    private static List<ByteBuffer> term(TrainedVersion version) {
        return version.modelBlocks().stream()
                .filter(block -> block.name().startsWith("dense/term/"))
                .map(block -> ByteBuffer.wrap(block.data()))
                .toList();
    }

    @Test
    void shouldRankByTheSameFrozenVersionAfterRestartsThatTheNewestVersionsLeftBehind() {
        MemoryRun extra =
                new MemoryRun(MemoryRun.config(Map.of("evaluation.extra", "true", "evaluation.frozen.after", "3h")));
        List<PartitionRecord<StreamContent>> all = MemoryRun.stream(240);
        run(extra.resumed(new Quarantine()), all, true);
        List<TrainingMetrics> expected = metrics(extra.published);
        long frozen = extra.published.get(extra.published.size() - 1).frozen();
        int at = extra.published.stream().map(TrainedVersion::version).toList().indexOf(frozen);
        assertThat(at).isBetween(2, extra.published.size() - 7);
        assertThat(extra.published.get(at - 1).frozen()).isEqualTo(-1);
        assertThat(expected.get(at - 1).getStrata().get("warm").getNdcg10())
                .as("before it is frozen, the model ranks")
                .satisfies(ndcg -> assertThat(ndcg.get("frozen")).isEqualTo(ndcg.get("model")));
        assertThat(expected.get(expected.size() - 2).getStrata().get("warm").getNdcg10())
                .satisfies(ndcg -> assertThat(ndcg.get("frozen")).isNotEqualTo(ndcg.get("model")));

        extra.published.clear();
        for (int stop = 0; stop < 12; stop++) {
            run(
                    extra.resumed(new Quarantine()),
                    extra.unread(all).stream().limit(60).toList(),
                    false);
        }
        MemoryRun without = new MemoryRun(MemoryRun.config(Map.of()));
        without.published.addAll(extra.published);
        run(
                without.resumed(new Quarantine()),
                without.unread(all).stream().limit(60).toList(),
                true);
        assertThat(without.published.get(without.published.size() - 1).frozen())
                .as("it is kept while it is not evaluated")
                .isEqualTo(frozen);

        run(extra.resumed(new Quarantine()), extra.unread(all), true);
        assertThat(metrics(extra.published)).isEqualTo(expected);
    }

    /** A version holds the counts up to its watermark and nothing later. */
    @Test
    void shouldPublishStatisticsOfWhatEndedAtOrBeforeTheWatermark() {
        List<PartitionRecord<StreamContent>> all = MemoryRun.stream(120);
        run(memory.resumed(new Quarantine()), all, true);
        for (TrainedVersion version : published) {
            long views = all.stream()
                    .filter(record -> record.offset() < version.offsets().getOrDefault(record.partition(), 0L))
                    .map(PartitionRecord::value)
                    .filter(StreamContent.Counts.class::isInstance)
                    .map(content -> ((StreamContent.Counts) content).counts())
                    .peek(counts -> assertThat(counts.to()).isLessThanOrEqualTo(version.watermark()))
                    .flatMap(counts -> counts.products().stream())
                    .mapToLong(ProductCount::views)
                    .sum();
            assertThat(statistics(version).totals().views()).isEqualTo(views);
        }
    }

    private TrainedVersion newest() {
        return published.get(published.size() - 1);
    }

    private static StatisticsSnapshot statistics(TrainedVersion version) {
        return StatisticsBlocks.read(new BlockSource(version.modelBlocks()));
    }

    @Test
    void shouldPublishAtTheFirstStepPastEachBoundaryAndNameItsParent() {
        run(memory.resumed(new Quarantine()), MemoryRun.stream(120), false);
        long hour = Fixtures.HOUR;
        assertThat(published.get(0).parent()).isEqualTo(-1);
        for (int i = 1; i < published.size(); i++) {
            TrainedVersion parent = published.get(i - 1);
            assertThat(published.get(i).parent()).isEqualTo(parent.version());
            assertThat(published.get(i).version()).isGreaterThan(parent.version());
            assertThat(published.get(i).watermark() / hour).isGreaterThan(parent.watermark() / hour);
        }
    }

    @Test
    void shouldCountEveryGroupOnce() {
        List<PartitionRecord<StreamContent>> all = MemoryRun.stream(120);
        TrainerProgress end = run(memory.resumed(new Quarantine()), all, true);
        assertThat(end.groups()).isEqualTo(120);
        assertThat(metrics().stream().mapToLong(TrainingMetrics::getGroups).sum())
                .isEqualTo(120);
        long evaluated = metrics().stream()
                .flatMap(m -> m.getStrata().values().stream())
                .mapToLong(s -> s.getGroups())
                .sum();
        assertThat(evaluated + end.unevaluated()).isEqualTo(120);
        assertThat(end.unevaluated()).as("before the first version").isBetween(5L, 30L);
        long holdout = all.stream()
                .map(PartitionRecord::value)
                .filter(StreamContent.Parts.class::isInstance)
                .map(content -> ((StreamContent.Parts) content).example())
                .flatMap(e -> e.groups().stream())
                .filter(g -> g.holdout())
                .count();
        assertThat(holdout).isPositive();
        assertThat(metrics().stream().mapToLong(TrainingMetrics::getHoldout).sum())
                .isEqualTo(holdout);
        assertThat(metrics().stream()
                        .mapToLong(TrainingMetrics::getTrainedGroups)
                        .sum())
                .isEqualTo(120 - holdout);
        assertThat(memory.unread(all)).as("nothing is read twice after a drain").isEmpty();
    }

    @Test
    void shouldRankBetterThanRandomAfterTraining() {
        MemoryRun eager = new MemoryRun(
                MemoryRun.config(Map.of("learning.rate", "0.003", "loss.ranking.weight", "10", "dropout", "0")));
        run(eager.resumed(new Quarantine()), MemoryRun.stream(700), true);
        List<TrainingMetrics> metrics = metrics(eager.published);
        List<TrainingMetrics> late = metrics.subList(metrics.size() * 3 / 4, metrics.size());
        double groups = late.stream()
                .mapToLong(m -> m.getStrata().get("warm").getGroups())
                .sum();
        double random = mean(late, "random", groups);
        assertThat(random).isLessThan(0.6); // one of ten products is relevant: 0.45 on average
        assertThat(mean(late, "model", groups))
                .as("NDCG half way from random to perfect; the margin allows for bits that differ between processors")
                .isGreaterThan((random + 1) / 2);
    }

    @Test
    void shouldRefuseAWindowThatTheNetworkCannotRead() {
        MemoryRun small = new MemoryRun(MemoryRun.config(Map.of("history.length", "8")));
        assertThatThrownBy(() -> run(small.resumed(new Quarantine()), MemoryRun.stream(400), false))
                .isInstanceOf(TrainerFailedException.class)
                .hasMessageContainingAll("of training-examples: setting history.length (8) must be at least");
    }

    private static double mean(List<TrainingMetrics> metrics, String ranking, double groups) {
        return metrics.stream()
                        .mapToDouble(m -> m.getStrata().get("warm").getNdcg10().get(ranking))
                        .sum()
                / groups;
    }
}
