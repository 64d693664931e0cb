package dev.freshet.streams;

import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.schemas.ActionType.UNKNOWN;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BadInputTest {

    @TempDir
    Path dir;

    private TopologyHarness topology;

    @BeforeEach
    void start() {
        topology = new TopologyHarness(dir, Map.of("requests.model.wait", "0s"), () -> null);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void shouldRejectEachBrokenEventWithItsReasonAndContinue() {
        topology.send(event("u", "p", CLICK, T0, null));
        topology.send(event("", "p", CLICK, T0, null));
        topology.send(event("u", "", CLICK, T0, null));
        topology.send(event("u", "p", CLICK, T0, ""));
        topology.send(event("u", "p", UNKNOWN, T0, null));
        topology.send(event("u", "p", CLICK, T0 / 1000, null));
        topology.send(event("u", "p", CLICK, T0 * 1000, null));
        topology.send(event("u", "p".repeat(2_000), CLICK, T0, null));
        UserEvent foreign = event("u", "p", CLICK, T0, null);
        topology.raw(Topics.USER_EVENTS, "v".getBytes(UTF_8), topology.encode(Topics.USER_EVENTS, foreign), T0);
        topology.raw(Topics.USER_EVENTS, null, topology.encode(Topics.USER_EVENTS, foreign), T0);
        topology.send(event("u", "p", CLICK, T0 + 1, null));

        assertThat(topology.rejected())
                .extracting(RejectedEvent::getReason)
                .containsExactly(
                        RejectReason.EMPTY_USER_ID,
                        RejectReason.EMPTY_PRODUCT_ID,
                        RejectReason.EMPTY_REQUEST_ID,
                        RejectReason.UNKNOWN_ACTION,
                        RejectReason.TIME_UNIT,
                        RejectReason.TIME_UNIT,
                        RejectReason.ID_TOO_LONG,
                        RejectReason.KEY_MISMATCH,
                        RejectReason.KEY_MISMATCH);
        assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(2);
        assertThat(topology.counter(TaskCounter.EVENTS_IN)).isEqualTo(11);
        assertThat(topology.balanceCloses()).isTrue();
    }

    @Test
    void shouldReportTheLikelyUnitOfAWrongTime() {
        topology.send(event("u", "p", CLICK, T0 / 1000, null));
        topology.send(event("u", "p", CLICK, T0 * 1000, null));
        List<RejectedEvent> rejected = topology.rejected();
        assertThat(rejected.get(0).getDetail()).contains("looks like seconds");
        assertThat(rejected.get(1).getDetail()).contains("looks like microseconds");
        assertThat(rejected.get(1).getOffset()).isEqualTo(1);
        assertThat(rejected.get(1).getTopic()).isEqualTo("user-events");
        assertThat(rejected.get(1).getEvent().getProductId()).isEqualTo("p");
    }

    @Test
    void shouldDeadLetterUndecodableBytesUnchanged() {
        byte[] garbage = {7, 7, 7};
        topology.raw(Topics.USER_EVENTS, "u".getBytes(UTF_8), garbage, T0);
        topology.raw(Topics.USER_EVENTS, "u".getBytes(UTF_8), null, T0);
        topology.send(event("u", "p", CLICK, T0, null));

        List<TestRecord<byte[], byte[]>> letters = topology.raw(Topics.DEAD_LETTERS);
        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).value()).isEqualTo(garbage);
        assertThat(letters.get(0).getHeaders().lastHeader("freshet.topic").value())
                .isEqualTo("user-events".getBytes(UTF_8));
        assertThat(letters.get(0).getHeaders().lastHeader("freshet.error")).isNotNull();
        assertThat(topology.counter(TaskCounter.DEAD_LETTERED)).isEqualTo(2);
        assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(1);
        assertThat(topology.balanceCloses()).isTrue();
    }

    @Test
    void shouldRejectARecordOfAnotherType() {
        ScoreRequest request = request("q", List.of("a"), null);
        topology.raw(Topics.USER_EVENTS, "u".getBytes(UTF_8), topology.encode(Topics.USER_EVENTS, request), T0);
        topology.raw(
                Topics.SCORE_REQUESTS, "u".getBytes(UTF_8), topology.encode(Topics.SCORE_REQUESTS, new Tick(T0)), T0);
        assertThat(topology.rejected())
                .extracting(RejectedEvent::getReason)
                .containsOnly(RejectReason.UNEXPECTED_RECORD)
                .hasSize(2);
    }

    @Test
    void shouldDropRepeatsOfAnEventIdWithinTheWindow() {
        UserEvent once = new UserEvent("u", "p", CLICK, null, T0, null, "e1");
        topology.send(once);
        topology.send(once);
        topology.send(new UserEvent("v", "p", CLICK, null, T0, null, "e1"));
        topology.tick(T0 + 86_400_001);
        topology.send(new UserEvent("u", "p", CLICK, null, T0 + 86_400_001, null, "e1"));
        assertThat(topology.counter(TaskCounter.DUPLICATE)).isEqualTo(1);
        assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(3);
        assertThat(topology.balanceCloses()).isTrue();
    }

    @Test
    void shouldDropARepeatOfAnOldEvent() {
        topology.tick(T0);
        UserEvent old = new UserEvent("u", "p", CLICK, null, T0 - 172_800_000, null, "e1");
        topology.send(old);
        topology.tick(T0 + 1_000);
        topology.send(old);
        assertThat(topology.counter(TaskCounter.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void shouldDateARefusedRecordByItsOwnTimeInAReplayAndByTheWallClockLive() {
        assertThat(datesOfRefused("time")).containsExactly(T0 - TimeSpan.DAY, T0 - TimeSpan.HOUR);
        assertThat(datesOfRefused("first")).containsExactly(T0, T0);
    }

    private List<Long> datesOfRefused(String order) {
        try (TopologyHarness harness =
                new TopologyHarness(dir.resolve(order), Map.of("requests.order", order), () -> null)) {
            harness.raw(Topics.USER_EVENTS, null, new byte[] {7}, T0 - TimeSpan.DAY);
            harness.send(event("", "p", CLICK, T0 - TimeSpan.HOUR, null));
            return Stream.of(Topics.DEAD_LETTERS, Topics.REJECTED_EVENTS)
                    .flatMap(topic -> harness.raw(topic).stream())
                    .map(TestRecord::timestamp)
                    .toList();
        }
    }

    @Test
    void shouldDeadLetterATickWithAnInvalidTime() {
        topology.tick(T0);
        topology.raw(Topics.USER_EVENTS, null, topology.encode(Topics.USER_EVENTS, new Tick(-5L)), T0);
        topology.raw(Topics.USER_EVENTS, null, topology.encode(Topics.USER_EVENTS, new Tick(T0 * 1000)), T0);
        assertThat(topology.raw(Topics.DEAD_LETTERS)).hasSize(2);
        assertThat(topology.counter(TaskState.WATERMARK_PREFIX + 0)).isEqualTo(T0);
        assertThat(topology.balanceCloses()).isTrue();
    }

    @Test
    void shouldShowOnlyTheStartOfAKeyThatDoesNotMatch() {
        byte[] key = "k".repeat(500_000).getBytes(UTF_8);
        UserEvent event = event("u", "p", CLICK, T0, null);
        topology.raw(Topics.USER_EVENTS, key, topology.encode(Topics.USER_EVENTS, event), T0);
        assertThat(topology.rejected().get(0).getDetail()).hasSizeLessThan(200);
    }

    @Test
    void shouldAnswerEveryBrokenRequestWithTheReason() {
        topology.request(request("none", List.of(), null));
        topology.request(request("empty", List.of("a", ""), null));
        topology.request(request("k", List.of("a"), 0));
        topology.request(request("long", List.of("a".repeat(2_000)), null));
        topology.request(request(
                "many", IntStream.range(0, 10_001).mapToObj(i -> "p" + i).toList(), null));
        assertThat(topology.scores())
                .extracting(Scores::getDegraded)
                .containsExactly("NO_CANDIDATES", "EMPTY_CANDIDATE", "BAD_TOP_K", "ID_TOO_LONG", "TOO_MANY_CANDIDATES");
        assertThat(topology.rejected())
                .extracting(r -> r.getRequest().getRequestId())
                .containsExactly("none", "empty", "k", "long", "many");
    }

    private static ScoreRequest request(String id, List<String> candidates, Integer topK) {
        return new ScoreRequest(id, "u", null, T0, candidates, topK);
    }
}
