package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.DEFAULTS;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.RejectReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPlanTest {

    private static final long MINUTE = 60_000;

    @TempDir
    Path dir;

    @Test
    void shouldPutTickThenRequestBeforeARowAndTicksAfterTheLast() {
        Path file =
                csv(dir, view("u", "a", T0 + 5, "r"), view("u", "b", T0 + 5, "r"), view("u", "c", T0 + MINUTE, "r"));
        List<ReplayStep> steps = steps(file, DEFAULTS);
        assertThat(steps)
                .extracting(ReplayStep::tick)
                .containsExactly(
                        OptionalLong.of(T0),
                        OptionalLong.empty(),
                        OptionalLong.of(T0 + MINUTE),
                        OptionalLong.of(T0 + 2 * MINUTE),
                        OptionalLong.of(T0 + 3 * MINUTE),
                        OptionalLong.of(T0 + 4 * MINUTE));
        assertThat(steps)
                .extracting(step -> step.request() != null)
                .containsExactly(true, false, false, false, false, false);
        assertThat(steps.get(0).request().getCandidates()).containsExactly("a", "b");
        assertThat(steps.subList(3, 6))
                .allSatisfy(step -> assertThat(step.row()).isNull());
        assertThat(steps.get(5).time()).isEqualTo(T0 + 4 * MINUTE);
    }

    @Test
    void shouldBoundTheLookAheadWithinOneTime() {
        Path file = csv(
                dir,
                view("u", "a", T0, "r"),
                view("u", "b", T0, "r"),
                view("u", "c", T0, "r"),
                view("u", "d", T0, "s"));
        List<ReplayStep> steps =
                steps(file, new ReplayConfig(Map.of("replay.page.lookahead", "2", "replay.score.requests", "true")));
        assertThat(steps.get(0).request().getCandidates()).containsExactly("a", "b");
        assertThat(steps.get(2).request()).isNull();
        assertThat(steps.get(3).request().getCandidates()).containsExactly("d");
    }

    @Test
    void shouldCountEveryStepInThePosition() {
        Path file = csv(dir, view("u", "a", T0, "r"), "junk", view("u", "b", T0 + 1, "s"), "u,a,LIKE,s," + T0 + ",r");
        ReplayPosition position = ReplayPosition.start("log.csv", "f", DEFAULTS.content());
        for (ReplayStep step : steps(file, DEFAULTS)) {
            position = position.after(step);
        }
        assertThat(position.complete())
                .isEqualTo(new ReplayPosition(
                        "log.csv",
                        "f",
                        DEFAULTS.content(),
                        7,
                        T0 + 3 * MINUTE,
                        4,
                        2,
                        Map.of(RejectReason.MALFORMED_LINE, 1L, RejectReason.UNKNOWN_ACTION, 1L),
                        true));
        assertThat(ReplayPosition.fromMetadata(position.toMetadata())).isEqualTo(position);
        assertThat(position.toMetadata().length()).isLessThan(1000);
    }

    private static List<ReplayStep> steps(Path file, ReplayConfig config) {
        ShopLog log = LogFixtures.log(config, file);
        LogScan scan = LogScan.of(log, fraction -> {});
        List<ReplayStep> steps = new ArrayList<>();
        try (ReplayPlan plan = new ReplayPlan(log.rows(scan), scan.lastTime(), 2 * MINUTE, config)) {
            for (ReplayStep step = plan.next(); step != null; step = plan.next()) {
                steps.add(step);
            }
        }
        return steps;
    }
}
