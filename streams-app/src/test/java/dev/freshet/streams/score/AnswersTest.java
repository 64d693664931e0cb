package dev.freshet.streams.score;

import static dev.freshet.schemas.ActionType.CART_UPDATE;
import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.TopologyHarness;
import dev.freshet.streams.store.TaskCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswersTest {

    @TempDir
    Path dir;

    @Test
    void shouldScoreFromTheHistoryStrictlyBeforeTheRequest() {
        try (ServingModel model = model();
                TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> retained(model))) {
            topology.send(event("u", "a", CLICK, T0, null));
            topology.send(event("u", "b", CLICK, T0 + 5, null));
            topology.request(request(T0 + 5, List.of("a", "b", "new"), null));

            Scores scores = topology.scores().get(0);
            assertThat(scores.getModelVersion()).isEqualTo(3);
            assertThat(scores.getHistorySequence()).isEqualTo(2);
            assertThat(scores.getHistoryLength()).isEqualTo(1);
            assertThat(scores.getColdStart()).isFalse();
            assertThat(scores.getDegraded()).isNull();
            List<HistoryEvent> window = List.of(new HistoryEvent("a", Action.CLICK, "page", T0, 0, 0));
            float[] expected = model.score(window, "page", List.of("a", "b", "new"), 0);
            assertThat(scores.getItems())
                    .extracting(ScoredItem::getScore)
                    .containsExactlyInAnyOrder(expected[0], expected[1], expected[2])
                    .isSortedAccordingTo((x, y) -> Float.compare(y, x));
            assertThat(scores.getItems())
                    .filteredOn(item -> !item.getKnown())
                    .extracting(ScoredItem::getProductId)
                    .containsExactly("new");
        }
    }

    @Test
    void shouldReportAColdStartForAnUnknownCustomer() {
        try (ServingModel model = model();
                TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> retained(model))) {
            topology.request(request(T0, List.of("a", "b"), null));
            assertThat(topology.scores().get(0).getColdStart()).isTrue();
            assertThat(topology.counter(TaskCounter.REQUESTS_COLD)).isEqualTo(1);
        }
    }

    @Test
    void shouldRetrieveFromTheCatalogueWithoutCandidates() {
        try (ServingModel model = model();
                TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> retained(model))) {
            topology.request(request(T0, List.of(), 2));
            assertThat(topology.scores().get(0).getItems()).hasSize(2).allMatch(ScoredItem::getKnown);
        }
    }

    /** Version 0 is there before the first product. */
    @Test
    void shouldAnswerByPopularityWhatAModelWithoutAStepCannotKnow() {
        try (ServingModel empty = ServingModel.load(0, TestModels.untrained());
                TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> retained(empty))) {
            topology.send(event("v", "a", CART_UPDATE, T0, null));
            topology.tick(T0 + 1);
            topology.request(request(T0 + 2, List.of(), 2));
            Scores scores = topology.scores().get(0);
            assertThat(scores.getItems()).extracting(ScoredItem::getProductId).containsExactly("a");
            assertThat(scores.getModelVersion()).isEqualTo(-1);
            assertThat(scores.getDegraded()).isEqualTo("NO_MODEL");

            topology.request(request(T0 + 3, List.of("b", "a"), null));
            Scores cold = topology.scores().get(0);
            assertThat(cold.getItems()).extracting(ScoredItem::getProductId).containsExactly("a", "b");
            assertThat(cold.getModelVersion()).isEqualTo(-1);

            topology.send(event("u", "b", CLICK, T0 + 4, null));
            topology.request(request(T0 + 5, List.of("a", "b"), null));
            Scores warm = topology.scores().get(0);
            assertThat(warm.getItems()).extracting(ScoredItem::getProductId).containsExactly("b", "a");
            assertThat(warm.getModelVersion()).isZero();
            assertThat(topology.counter(TaskCounter.REQUESTS_WITHOUT_MODEL)).isEqualTo(2);
        }
    }

    @Test
    void shouldRankRepeatedCandidatesOnceAndReportThem() {
        try (ServingModel model = model();
                TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> retained(model))) {
            topology.request(request(T0, List.of("a", "b", "a"), null));
            Scores scores = topology.scores().get(0);
            assertThat(scores.getItems()).hasSize(2);
            assertThat(scores.getDegraded()).isEqualTo("DUPLICATE_CANDIDATES");
        }
    }

    @Test
    void shouldKeepRequestsUntilTheFirstModelAndAnswerThemInOrder() {
        AtomicReference<ServingModel> newest = new AtomicReference<>();
        try (ServingModel model = model();
                TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> retained(newest.get()))) {
            topology.request(request(T0, List.of("a"), null));
            topology.request(request(T0 + 1, List.of("a"), null));
            assertThat(topology.scores()).isEmpty();
            newest.set(model);
            topology.punctuate(20);
            assertThat(topology.scores()).extracting(Scores::getTimestamp).containsExactly(T0, T0 + 1);
        }
    }

    @Test
    void shouldAnswerInAReplayOnlyWhenTheEventsBeforeTheRequestAreApplied() {
        Map<String, String> replay = Map.of("requests.order", "time");
        try (ServingModel model = model();
                TopologyHarness topology = new TopologyHarness(dir, replay, () -> retained(model))) {
            topology.tick(T0);
            topology.request(request(T0 + 20, List.of("a", "b"), null));
            topology.request(request(T0 + 10, List.of("a", "b"), null));
            topology.send(event("u", "a", CLICK, T0 + 5, null));
            topology.send(event("u", "b", CLICK, T0 + 15, null));
            topology.punctuate(20);
            topology.tick(T0 + 20);
            topology.punctuate(20);

            List<Scores> scores = topology.scores();
            assertThat(scores).extracting(Scores::getTimestamp).containsExactly(T0 + 10, T0 + 20);
            assertThat(scores).extracting(Scores::getHistoryLength).containsExactly(1, 2);
        }
    }

    @Test
    void shouldGiveInAReplayTheSameAnswerHoweverMuchOfTheLogIsAppliedBefore() {
        try (ServingModel model = model()) {
            Scores early = answerInReplay(model, 1);
            assertThat(early.getHistorySequence()).isEqualTo(2);
            assertThat(early.getHistoryLength()).isEqualTo(2);
            assertThat(answerInReplay(model, 4)).isEqualTo(early);
        }
    }

    /** The answer to a request that is read after so many events of its customer. */
    private Scores answerInReplay(ServingModel model, int eventsBefore) {
        try (TopologyHarness topology =
                new TopologyHarness(dir, Map.of("requests.order", "time"), () -> retained(model))) {
            List<UserEvent> events = List.of(
                    event("u", "a", CLICK, T0, null),
                    event("u", "b", CLICK, T0 + 5, null),
                    event("u", "a", CLICK, T0 + 20, null),
                    event("u", "late", CLICK, T0 + 6, null));
            events.subList(0, eventsBefore).forEach(topology::send);
            topology.request(request(T0 + 10, List.of("a", "b"), null));
            events.subList(eventsBefore, events.size()).forEach(topology::send);
            topology.punctuate(20);
            return topology.scores().get(0);
        }
    }

    @Test
    void shouldAnswerByPopularityWhenNoModelComes() {
        try (TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> null)) {
            topology.send(event("v", "b", CART_UPDATE, T0, null));
            topology.request(request(T0, List.of("a", "b", "c"), 2));
            topology.driver.advanceWallClockTime(Duration.ofSeconds(9));
            assertThat(topology.scores()).isEmpty();
            topology.driver.advanceWallClockTime(Duration.ofSeconds(2));

            Scores scores = topology.scores().get(0);
            assertThat(scores.getModelVersion()).isEqualTo(-1);
            assertThat(scores.getDegraded()).isEqualTo("NO_MODEL");
            assertThat(scores.getItems()).extracting(ScoredItem::getProductId).containsExactly("b", "c");
            assertThat(topology.counter(TaskCounter.REQUESTS_WITHOUT_MODEL)).isEqualTo(1);
        }
    }

    @Test
    void shouldAnswerByPopularityWhenTheModelFailsAndGoOn() {
        try (ServingModel model = ServingModel.load(3, TestModels.trained(2));
                TopologyHarness topology = new TopologyHarness(dir, Map.of(), () -> retained(model))) {
            topology.send(event("v", "b", CART_UPDATE, T0, null));
            for (int i = 0; i < 3; i++) {
                topology.send(event("u", "a", CLICK, T0 + i, null));
            }
            topology.request(request(T0 + 1, List.of("a", "b", "c"), 2));
            topology.request(request(T0 + 5, List.of("a", "b", "c", "a"), 2));
            topology.request(request(T0 + 6, List.of(), 1));
            topology.send(event("u", "a", CLICK, T0 + 7, null));

            List<Scores> scores = topology.scores();
            assertThat(scores).extracting(Scores::getModelVersion).containsExactly(3L, -1L, -1L);
            assertThat(scores)
                    .extracting(Scores::getDegraded)
                    .containsExactly(null, "SCORING_FAILED", "SCORING_FAILED");
            assertThat(scores.get(1).getItems())
                    .extracting(ScoredItem::getProductId)
                    .containsExactly("b", "c");
            assertThat(scores.get(2).getItems())
                    .extracting(ScoredItem::getProductId)
                    .containsExactly("b");
            assertThat(scores).extracting(Scores::getHistorySequence).containsExactly(3L, 3L, 3L);
            assertThat(topology.counter(TaskCounter.REQUESTS_IN)).isEqualTo(3);
            assertThat(topology.counter(TaskCounter.REQUESTS_ANSWERED)).isEqualTo(3);
            assertThat(topology.counter(TaskCounter.REQUESTS_SCORING_FAILED)).isEqualTo(2);
            assertThat(topology.counter(TaskCounter.REQUESTS_WITHOUT_MODEL)).isZero();
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(5);
        }
    }

    @Test
    void shouldAnswerWaitingRequestsThatTheModelFailsToScore() {
        Map<String, String> replay = Map.of("requests.order", "time");
        try (ServingModel model = ServingModel.load(3, TestModels.trained(2));
                TopologyHarness topology = new TopologyHarness(dir, replay, () -> retained(model))) {
            for (int i = 0; i < 3; i++) {
                topology.send(event("u", "a", CLICK, T0 + i, null));
            }
            topology.request(request(T0 + 5, List.of("a", "b"), null));
            topology.tick(T0 + 5);
            topology.punctuate(20);

            assertThat(topology.scores()).extracting(Scores::getDegraded).containsExactly("SCORING_FAILED");
        }
    }

    @Test
    void shouldRejectInAReplayARequestThatIsDatedYearsAheadOnceThoseBeforeItAreAnswered() {
        Map<String, String> replay = Map.of("requests.order", "time", "requests.future.limit", "30d");
        long years = T0 + 1000 * TimeSpan.DAY;
        long weeks = T0 + 20 * TimeSpan.DAY;
        try (ServingModel model = model();
                TopologyHarness topology = new TopologyHarness(dir, replay, () -> retained(model))) {
            topology.request(request(years, List.of("a"), null));
            topology.request(request(weeks, List.of("a"), null));
            topology.tick(T0);
            topology.punctuate(20);
            assertThat(topology.scores()).isEmpty();
            topology.tick(weeks);
            topology.punctuate(20);

            List<Scores> scores = topology.scores();
            assertThat(scores).extracting(Scores::getTimestamp).containsExactly(weeks, years);
            assertThat(scores).extracting(Scores::getDegraded).containsExactly(null, "FUTURE");
            assertThat(topology.rejected()).singleElement().satisfies(rejected -> {
                assertThat(rejected.getReason()).isEqualTo(RejectReason.FUTURE);
                assertThat(rejected.getTopic()).isEqualTo("score-requests");
                assertThat(rejected.getOffset()).isZero();
                assertThat(rejected.getRequest().getRequestId()).isEqualTo("q" + years);
            });
            assertThat(topology.counter(TaskCounter.REQUESTS_IN)).isEqualTo(2);
            assertThat(topology.counter(TaskCounter.requestRejected(RejectReason.FUTURE)))
                    .isEqualTo(1);
        }
    }

    private static ScoreRequest request(long timestamp, List<String> candidates, Integer topK) {
        return new ScoreRequest("q" + timestamp, "u", "page", timestamp, candidates, topK);
    }

    private static ServingModel retained(ServingModel model) {
        return model != null && model.retain() ? model : null;
    }

    /** A model of three steps that knows the products a and b. */
    private static ServingModel model() {
        return ServingModel.load(3, TestModels.trained(512));
    }
}
