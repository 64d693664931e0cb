package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.replay.ReplayPosition;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.streams.score.ServedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportBuilderTest {

    private static final dev.freshet.streams.StreamsProgress STREAMS = new dev.freshet.streams.StreamsProgress(
            Map.ofEntries(
                    Map.entry("events.in", 100L),
                    Map.entry("events.accepted", 90L),
                    Map.entry("events.rejected.TIME_UNIT", 3L),
                    Map.entry("events.rejected.UNKNOWN_ACTION", 1L),
                    Map.entry("events.late", 4L),
                    Map.entry("events.duplicate", 1L),
                    Map.entry("events.dead-lettered", 1L),
                    Map.entry("groups.opened", 20L),
                    Map.entry("groups.valid", 8L),
                    Map.entry("groups.too-small", 5L),
                    Map.entry("groups.one-class", 4L),
                    Map.entry("groups.holdout", 2L),
                    Map.entry("requests.in", 12L),
                    Map.entry("requests.answered", 9L),
                    Map.entry("requests.rejected.BAD_TOP_K", 1L),
                    Map.entry("requests.cold", 6L),
                    Map.entry("requests.scoring-failed", 2L)),
            Map.of(),
            1.5,
            2.5,
            ServedModel.NONE);

    private static final dev.freshet.trainer.TrainerProgress TRAINER = new dev.freshet.trainer.TrainerProgress(
            0,
            Map.of(),
            7,
            55,
            8,
            1,
            7,
            "weights",
            Map.of("ndcg10.all.model", 0.5, "ndcg10.all.random", 0.25, "groups.all", 6.0));

    private static final ReplayPosition REPLAY = new ReplayPosition(
            "a.csv",
            "f",
            Map.of(),
            106,
            0,
            1,
            2,
            Map.of(RejectReason.MALFORMED_LINE, 4L, RejectReason.UNKNOWN_ACTION, 2L),
            true);

    /** One group in each fifth of the log; the model ranks the last one better than before. */
    private static final EvaluatedGroups EVALUATED = evaluated(0.5, 0.5, 0.5, 0.5, 0.75);

    @TempDir
    Path dir;

    private final ReportBuilder results = new ReportBuilder(STREAMS, TRAINER);

    @Test
    void shouldCountUnreadableLinesAsInputEvents() {
        Report.Events events = results.events(REPLAY);
        assertThat(events.in()).isEqualTo(106);
        assertThat(events.rejected())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("MALFORMED_LINE", 4L, "TIME_UNIT", 3L, "UNKNOWN_ACTION", 3L));
        assertThat(events.missing()).isZero();
    }

    @Test
    void shouldShowABalanceThatDoesNotClose() {
        assertThat(new Report.Events(10, 5, Map.of("OTHER", 1L), 1, 1, 0, 0).missing())
                .isEqualTo(2);
    }

    @Test
    void shouldCountGroupsThatAreNeitherClosedNorRejectedAsOpen() {
        assertThat(results.groups()).isEqualTo(new Report.Groups(8, 3, 5, 4, 2));
    }

    @Test
    void shouldCountUnansweredRequests() {
        assertThat(STREAMS.unanswered()).isEqualTo(2);
    }

    @Test
    void shouldWriteEveryFieldUnderItsName() throws IOException {
        Report report = results.report(REPLAY, EVALUATED, 1234.5, "examples", Map.of("seed", "1"));
        report.write(dir.resolve("r.json"));
        JsonNode json = new ObjectMapper().readTree(dir.resolve("r.json").toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "events",
                        "groups",
                        "examples",
                        "model_versions",
                        "ndcg10",
                        "ndcg10_cold",
                        "ndcg10_warm",
                        "ndcg10_first_third",
                        "ndcg10_second_half",
                        "ndcg10_last",
                        "ndcg10_holdout",
                        "intervals",
                        "scores",
                        "events_per_second",
                        "score_ms",
                        "digests",
                        "settings");
        assertThat(json.at("/events").fieldNames())
                .toIterable()
                .containsExactly("in", "accepted", "rejected", "late", "duplicate", "dead_lettered", "waiting");
        assertThat(json.at("/groups").fieldNames())
                .toIterable()
                .containsExactly("valid", "open", "too_small", "one_class", "holdout");
        assertThat(json.at("/ndcg10/model").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/ndcg10/popularity").isNull()).isTrue();
        assertThat(json.at("/ndcg10").fieldNames())
                .toIterable()
                .as("without the rankings that not every run evaluates")
                .containsExactly(
                        "model", "popularity", "recency", "repeat", "repeat_then_popularity", "random", "groups");
        assertThat(json.at("/ndcg10/repeat_then_popularity").isNull()).isTrue();
        assertThat(json.at("/ndcg10_first_third").toString()).contains("\"model\":0.5", "\"groups\":2");
        assertThat(json.at("/ndcg10_second_half").toString()).contains("\"model\":0.58333", "\"groups\":3");
        assertThat(json.at("/ndcg10_last").toString()).contains("\"model\":0.75", "\"groups\":1");
        assertThat(json.at("/ndcg10_holdout/model").asDouble()).isEqualTo(0.625);
        assertThat(json.at("/ndcg10_holdout/groups").asLong()).isEqualTo(2);
        assertThat(json.at("/intervals/model_minus_random/0").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/intervals/model_minus_random/1").asDouble()).isBetween(0.35, 0.5);
        assertThat(json.get("model_versions").asLong()).isEqualTo(3);
        assertThat(json.at("/ndcg10/groups").asLong()).isEqualTo(6);
        assertThat(json.at("/examples/trained").asLong()).isEqualTo(55);
        assertThat(json.at("/scores").toString())
                .isEqualTo("{\"requests\":12,\"answered\":9,\"cold\":6,\"scoring_failed\":2}");
        assertThat(json.at("/score_ms").toString()).isEqualTo("{\"p50\":1.5,\"p99\":2.5}");
        assertThat(json.at("/digests").toString()).isEqualTo("{\"examples\":\"examples\",\"weights\":\"weights\"}");
        assertThat(json.at("/settings/seed").asText()).isEqualTo("1");
    }

    @Test
    void shouldOmitWhatWasNotMeasured() throws IOException {
        var restarted = new dev.freshet.streams.StreamsProgress(STREAMS.counters(), Map.of(), 0, 0, ServedModel.NONE);
        Report report = new ReportBuilder(restarted, TRAINER).report(REPLAY, EVALUATED, null, "examples", Map.of());
        report.write(dir.resolve("r.json"));
        JsonNode json = new ObjectMapper().readTree(dir.resolve("r.json").toFile());
        assertThat(json.get("events_per_second").isNull()).isTrue();
        assertThat(json.get("score_ms").isNull()).isTrue();
        assertThat(ResultTable.of(report))
                .contains(
                        "scores    12 requests, 9 answered, 6 of them cold; p50 - ms, p99 - ms",
                        "            2 by popularity: scoring failed, see the log",
                        "speed     - events/s");
    }

    @Test
    void shouldShowTheRankingsSideBySide() {
        List<String> table = ResultTable.of(results.report(REPLAY, EVALUATED, 1234.5, "examples", Map.of()));
        assertThat(table)
                .contains(
                        "events    106 in = 90 accepted + 10 rejected + 4 late + 1 duplicate + 1 dead-lettered",
                        "model                    0.5000         -         -    0.7500",
                        "speed     1,235 events/s",
                        "  held out                    2  NDCG@10 of the model on them 0.6250")
                .noneMatch(line -> line.startsWith("oracle")
                        || line.startsWith("  frozen version")
                        || line.startsWith("logit on counts"));
    }

    @Test
    void shouldShowTheOracleWhereThereIsOne() {
        var known = new dev.freshet.trainer.TrainerProgress(
                0, Map.of(), 7, 55, 8, 1, 7, "weights", Map.of("ndcg10.all.oracle", 0.875, "groups.all", 6.0));
        Report report = new ReportBuilder(STREAMS, known).report(REPLAY, EVALUATED, 1234.5, "examples", Map.of());
        assertThat(ResultTable.of(report)).contains("oracle                   0.8750         -         -         -");
    }

    @Test
    void shouldShowTheFrozenVersionAndTheLogitOnCountsWhereTheyAreEvaluated() throws IOException {
        Map<String, Double> ndcg = Map.of("model", 0.5, "frozen", 0.375, "counts_logit", 0.25);
        EvaluatedGroups evaluated = new EvaluatedGroups(0, 100);
        evaluated.add(EvaluatedRequests.of("r", 99, false, ndcg));
        Map<String, Double> means = new TreeMap<>(Map.of("groups.all", 1.0));
        ndcg.forEach((ranking, value) -> means.put("ndcg10.all." + ranking, value));
        var trainer =
                new dev.freshet.trainer.TrainerProgress(0, Map.of(), 7, 55, 8, 1, 7, "weights", Map.copyOf(means));

        Report report = new ReportBuilder(STREAMS, trainer).report(REPLAY, evaluated, 1234.5, "examples", Map.of());
        report.write(dir.resolve("r.json"));

        JsonNode json = new ObjectMapper().readTree(dir.resolve("r.json").toFile());
        assertThat(json.at("/ndcg10").toString()).contains("\"frozen\":0.375", "\"counts_logit\":0.25");
        assertThat(json.at("/ndcg10_second_half").toString()).contains("\"frozen\":0.375", "\"counts_logit\":0.25");
        assertThat(json.at("/ndcg10_first_third").has("frozen")).isFalse();
        assertThat(json.at("/intervals").fieldNames())
                .toIterable()
                .containsExactly("model_minus_counts_logit", "model_minus_frozen");
        assertThat(ResultTable.of(report))
                .contains(
                        "  frozen version         0.3750         -         -    0.3750  +0.1250 to +0.1250",
                        "logit on counts          0.2500         -         -    0.2500  +0.2500 to +0.2500")
                .noneMatch(line -> line.startsWith("  held out"));
    }

    /** Group i is at 100 i + 50; every third one, beginning with the second, is held out. */
    private static EvaluatedGroups evaluated(double... model) {
        EvaluatedGroups evaluated = new EvaluatedGroups(0, 100L * model.length);
        for (int i = 0; i < model.length; i++) {
            evaluated.add(EvaluatedRequests.of(
                    "r" + i, 100L * i + 50, i % 3 == 1, Map.of("model", model[i], "random", 0.25)));
        }
        for (long version = 1; version <= 3; version++) {
            evaluated.add(TrainingMetrics.newBuilder()
                    .setModel("default")
                    .setVersion(version)
                    .setWatermark(0)
                    .setStrata(Map.of())
                    .setUnjudged(0)
                    .setGroups(0)
                    .setHoldout(0)
                    .setTrainedGroups(0)
                    .setTrainedTargets(0)
                    .setSteps(0)
                    .setLosses(Map.of())
                    .build());
        }
        return evaluated;
    }
}
