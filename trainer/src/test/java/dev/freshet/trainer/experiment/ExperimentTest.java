package dev.freshet.trainer.experiment;

import static dev.freshet.core.metric.RankingMetric.NDCG10;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.trainer.MemoryRun;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.evaluation.Ranking;
import dev.freshet.trainer.online.MemoryTraining;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An experiment on the synthetic stream, with the real model. */
class ExperimentTest {

    private static final Map<String, String> SETTINGS = Map.of("model.versions.kept", "10", "learning.rate", "0.01");
    private static final TrainerConfig MODEL = MemoryRun.config(SETTINGS);
    private static final int TICKS = 240;
    private static final List<PartitionRecord<StreamContent>> ALL = MemoryRun.stream(TICKS);
    private static final long FROM = ALL.get(ALL.size() / 4).time();

    private static ExperimentResults whole;

    @BeforeAll
    static void runOnce() {
        whole = results(ALL, FROM);
    }

    private static TrainerConfig network() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("model.term", "off");
        return MemoryRun.config(settings);
    }

    private static ExperimentResults results(List<PartitionRecord<StreamContent>> records, long from) {
        return results(records, network(), from);
    }

    private static ExperimentResults results(
            List<PartitionRecord<StreamContent>> records, TrainerConfig network, long from) {
        try (Experiment experiment = new Experiment(MODEL, network, Duration.ofMinutes(15), from)) {
            experiment.run(MemoryRun.fetching(records), () -> false, progress -> {});
            experiment.drain();
            return experiment.results();
        }
    }

    private static Map<Variant, VariantResult> byVariant(ExperimentResults results) {
        return results.list().stream().collect(Collectors.toMap(VariantResult::variant, result -> result));
    }

    @Test
    void shouldEvaluateEveryVariantOnTheSameGroups() {
        Map<Variant, VariantResult> byVariant = byVariant(whole);
        Set<Question> questions =
                byVariant.keySet().stream().map(Variant::question).collect(Collectors.toSet());
        assertThat(questions).containsExactlyInAnyOrder(Question.values());
        assertThat(whole.groups()).isGreaterThan(TICKS / 2);
        assertThat(whole.customers()).isGreaterThan(15);
        for (Question question : Question.values()) {
            VariantResult reference = byVariant.get(new Variant(question, question.reference()));
            assertThat(reference.difference().mean()).isZero();
            assertThat(reference.ndcg10().mean()).isBetween(0.3, 1.0);
        }
        assertThat(byVariant
                        .get(new Variant(Question.HISTORY, "1 d late"))
                        .difference()
                        .high())
                .as("a log of twenty hours: a day late is no history at all")
                .isNegative();
        assertThat(byVariant)
                .containsKeys(
                        new Variant(Question.PARTS, "network alone"),
                        new Variant(Question.PARTS, "live features alone"),
                        new Variant(Question.WEIGHTS, "frozen, as many steps on old data"),
                        new Variant(Question.WEIGHTS, "new every 10 min"),
                        new Variant(Question.RANKINGS, "notebook recipe, not updated"),
                        new Variant(Question.STATISTICS, "1 h late"))
                .doesNotContainKey(new Variant(Question.STATISTICS, "10 s late"));
    }

    @Test
    void shouldTrainTheModelAsWithoutTheVariants() {
        Variant model = new Variant(Question.RANKINGS, "model");
        List<Double> differences = new ArrayList<>();
        try (MemoryTraining training = new MemoryTraining(
                MODEL,
                version -> version.window()
                        .evaluatedGroups
                        .forEach(e -> differences.add(whole.of(e.userId(), e.group(), model)
                                - e.evaluation().metrics().get(NDCG10).get(Ranking.MODEL))))) {
            training.run(MemoryRun.fetching(ALL), () -> false, progress -> {});
            training.drain();
        }
        differences.removeIf(difference -> difference.isNaN()); // groups of the warm-up
        assertThat(differences).hasSizeGreaterThan(TICKS / 2).containsOnly(0.0);
    }

    @Test
    void shouldEvaluateBeforeItKnowsWhatFollows() {
        List<PartitionRecord<StreamContent>> half = ALL.subList(0, ALL.size() / 2);
        ExperimentResults beginning = results(half, FROM);
        assertThat(beginning.groups()).isGreaterThan(20);
        List<Variant> variants =
                beginning.list().stream().map(VariantResult::variant).toList();
        for (PartitionRecord<StreamContent> record : half) {
            if (record.value() instanceof StreamContent.Parts parts) {
                for (ExampleGroup group : parts.example().groups()) {
                    for (Variant variant : variants) {
                        double early = beginning.of(parts.example().userId(), group, variant);
                        if (!Double.isNaN(early)) {
                            assertThat(whole.of(parts.example().userId(), group, variant))
                                    .as("%s of %s", variant, group.requestId())
                                    .isEqualTo(early);
                        }
                    }
                }
            }
        }
    }

    @Test
    void shouldGoOnWithoutAVariantThatDiverges() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("model.term", "off");
        settings.put("loss.limit", "0");
        ExperimentResults results = results(ALL.subList(0, 200), MemoryRun.config(settings), FROM);
        assertThat(results.notices())
                .hasSize(1)
                .first()
                .satisfies(notice -> assertThat(notice).contains("network alone", "not measured", "LOSS_ABOVE_LIMIT"));
        assertThat(results.list())
                .isNotEmpty()
                .noneMatch(result -> result.variant().name().equals("network alone"));
    }

    @Test
    void shouldRefuseExamplesOfOtherSettings() {
        TrainerConfig shorter = MemoryRun.config(Map.of("history.length", "4"));
        try (Experiment experiment = new Experiment(shorter, network(), Duration.ofMinutes(15), FROM)) {
            assertThatThrownBy(() -> experiment.run(MemoryRun.fetching(ALL), () -> false, progress -> {}))
                    .isInstanceOf(TrainerFailedException.class)
                    .hasMessageContainingAll("history.length=4", "another data directory");
        }
    }

    @Test
    void shouldHaveNoResultsWhenNoGroupCounts() {
        ExperimentResults results = results(ALL.subList(0, 60), Long.MAX_VALUE);
        assertThat(results.list()).isEmpty();
        assertThat(results.groups()).isZero();
    }
}
