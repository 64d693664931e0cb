package dev.freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.Example;
import dev.freshet.model.Block;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.TrainingMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The loop with the real model; publications stay in memory. */
class OnlineTrainerTest {

    private static final TrainerConfig CONFIG = config(Map.of());

    private static TrainerConfig config(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", "none:1",
                "schema.registry.url", "mock://none",
                "model.dim", "16",
                "model.layers", "1",
                "history.length", "16",
                "warmup.steps", "5",
                "batch.parts", "16",
                "batch.span", "20m",
                "model.versions.kept", "5"));
        settings.putAll(changes);
        return TrainerConfig.of(settings);
    }

    private final List<TrainedVersion> published = new ArrayList<>();

    /** The synthetic records in merged order. */
    private static List<Arrival<Optional<Example>>> stream(int ticks) {
        int[] offsets = new int[SyntheticExamples.PARTITIONS];
        return SyntheticExamples.of(1, ticks).stream()
                .map(e -> new Arrival<>(
                        e.partition(),
                        offsets[e.partition()]++,
                        e.time(),
                        e.value() instanceof TrainingExample x
                                ? Optional.of(Examples.of(x))
                                : Optional.<Example>empty()))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private List<TrainingMetrics> metrics() {
        return published.stream().map(p -> MetricsRecord.of("m", p)).toList();
    }

    private static Progress run(OnlineTrainer trainer, List<Arrival<Optional<Example>>> records, boolean drain) {
        try (trainer) {
            records.forEach(trainer::accept);
            if (drain) {
                trainer.drain();
            }
            return trainer.progress();
        }
    }

    private OnlineTrainer fresh() {
        return fresh(CONFIG);
    }

    private OnlineTrainer fresh(TrainerConfig config) {
        return Start.from(config, List.of(), List.of(), published::add, new Quarantine(), Oracle.NONE);
    }

    /** A trainer that goes on after the last publication, with the versions that are kept then. */
    private OnlineTrainer resumed() {
        List<KeptVersion> kept = published.stream()
                .skip(Math.max(0, published.size() - CONFIG.versionsKept()))
                .map(p -> new KeptVersion(p.version(), p.watermark(), p.offsets(), p.modelBlocks()))
                .toList();
        List<Block> state = published.isEmpty()
                ? List.of()
                : published.get(published.size() - 1).trainerBlocks();
        return Start.from(CONFIG, kept, state, published::add, new Quarantine(), Oracle.NONE);
    }

    /** What is still to be read after the last publication. */
    private List<Arrival<Optional<Example>>> unread(List<Arrival<Optional<Example>>> all) {
        Map<Integer, Long> offsets = published.isEmpty()
                ? Map.of()
                : published.get(published.size() - 1).offsets();
        return all.stream()
                .filter(a -> a.offset() >= offsets.getOrDefault(a.partition(), 0L))
                .toList();
    }

    @Test
    void shouldEndWithTheSameBitsAndResultsHoweverOftenItIsStopped() {
        List<Arrival<Optional<Example>>> all = stream(240);
        Progress straight = run(fresh(), all, true);
        List<TrainingMetrics> expected = metrics();
        assertThat(expected).hasSizeGreaterThan(15);

        published.clear();
        for (int stop = 5; stop < 100; stop = stop * 2 + 3) {
            run(resumed(), unread(all).stream().limit(stop).toList(), false);
        }
        Progress stopped = run(resumed(), unread(all), true);
        assertThat(metrics()).isEqualTo(expected);
        assertThat(stopped).isEqualTo(straight);
    }

    @Test
    void shouldPublishAtTheFirstStepPastEachBoundaryAndNameItsParent() {
        run(fresh(), stream(120), false);
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
        List<Arrival<Optional<Example>>> all = stream(120);
        Progress end = run(fresh(), all, true);
        assertThat(end.groups()).isEqualTo(120);
        assertThat(metrics().stream().mapToLong(TrainingMetrics::getGroups).sum())
                .isEqualTo(120);
        long judged = metrics().stream()
                .flatMap(m -> m.getStrata().values().stream())
                .mapToLong(s -> s.getGroups())
                .sum();
        assertThat(judged + end.unjudged()).isEqualTo(120);
        assertThat(end.unjudged()).as("before the first version").isBetween(5L, 30L);
        long holdout = all.stream()
                .flatMap(a -> a.value().stream())
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
        assertThat(unread(all)).as("nothing is read twice after a drain").isEmpty();
    }

    @Test
    void shouldLearnWhatCustomersLike() {
        TrainerConfig eager = config(Map.of("learning.rate", "0.003", "loss.ranking.weight", "10", "dropout", "0"));
        run(fresh(eager), stream(700), true);
        List<TrainingMetrics> late = metrics().subList(published.size() * 3 / 4, published.size());
        double groups = late.stream()
                .mapToLong(m -> m.getStrata().get("warm").getGroups())
                .sum();
        assertThat(mean(late, "random", groups)).isLessThan(0.6);
        assertThat(mean(late, "model", groups)).isGreaterThan(0.85);
    }

    private static double mean(List<TrainingMetrics> metrics, String ranking, double groups) {
        return metrics.stream()
                        .mapToDouble(m -> m.getStrata().get("warm").getNdcg10().get(ranking))
                        .sum()
                / groups;
    }

    @Test
    void shouldEndWithAClearErrorWhenTheLossIsNotFinite() {
        TrainerConfig broken = config(Map.of("learning.rate", "1e30", "warmup.steps", "0"));
        try (OnlineTrainer trainer = fresh(broken)) {
            List<Arrival<Optional<Example>>> all = stream(400);
            assertThatThrownBy(() -> all.forEach(trainer::accept))
                    .isInstanceOf(TrainerFailedException.class)
                    .hasMessageContaining("batch of step")
                    .hasMessageContaining("offsets {0=")
                    .hasMessageContaining("not finite");
        }
    }
}
