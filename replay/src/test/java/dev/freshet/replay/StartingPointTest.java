package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.DEFAULTS;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.log.WrittenTick;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPointTest {

    @TempDir
    Path dir;

    private ReplaySource source;
    private StartingPoint start;
    private ReplayPosition beginning;

    @BeforeEach
    void log() {
        source = source(DEFAULTS);
        start = new StartingPoint(source, 4);
        beginning = ReplayPosition.start("log.csv", source.scan().fingerprint(), source.settings(4));
    }

    @Test
    void shouldStartAtTheBeginningWhenNothingWasReplayed() {
        assertThat(start.from(null, Optional.empty(), OptionalLong::empty)).isEqualTo(beginning);
    }

    @Test
    void shouldResumeTheSameLog() {
        ReplayPosition half = beginning.after(source.plan().next());
        assertThat(start.from(half, Optional.empty(), StartingPointTest::unasked))
                .isEqualTo(half);
        assertThat(start.from(half.complete(), Optional.empty(), StartingPointTest::unasked))
                .isEqualTo(half.complete());
    }

    @Test
    void shouldRefuseChangedSettingsInTheMiddleOfALog() {
        StartingPoint changed = new StartingPoint(source(new ReplayConfig(Map.of("replay.page.max", "5"))), 4);
        assertThatThrownBy(() -> changed.from(beginning, Optional.empty(), StartingPointTest::unasked))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("replay.page.max was 1000 and is now 5", "--data-dir");
        assertThat(changed.from(beginning.complete(), Optional.empty(), StartingPointTest::unasked)
                        .done())
                .isTrue();
    }

    @Test
    void shouldRefuseAnotherLogWhileOneIsUnfinished() {
        ReplayPosition other = ReplayPosition.start("other.csv", "f", Map.of());
        assertThatThrownBy(() -> start.from(other, Optional.empty(), StartingPointTest::unasked))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("other.csv is unfinished", "for log.csv use another --data-dir");
    }

    @Test
    void shouldRefuseALogThatBeginsBeforeTheNewestRecord() {
        ReplayPosition other = ReplayPosition.start("other.csv", "f", Map.of()).complete();
        assertThatThrownBy(() -> start.from(other, Optional.empty(), () -> OptionalLong.of(T0 + 1)))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll(
                        "log.csv begins at 2016-08-01T00:00:00Z",
                        "user-events, 2016-08-01T00:00:00.001Z",
                        "another --data-dir");
        assertThat(start.from(other, Optional.empty(), () -> OptionalLong.of(T0)))
                .isEqualTo(beginning);
    }

    @Test
    void shouldRefuseWhatRemainsOfALogBehindLiveTicks() {
        ReplayPosition half = beginning.after(source.plan().next());
        Optional<WrittenTick> live = Optional.of(new WrittenTick(2, 7, half.time() + 1, TickOrigin.LIVE));
        assertThatThrownBy(() -> start.from(half, live, StartingPointTest::unasked))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll(
                        "live ticks into topic user-events: partition 2 offset 7, dated 2016-08-01",
                        "ticks.live=false",
                        "use another --data-dir");
        assertThatThrownBy(() -> start.from(null, live, StartingPointTest::unasked))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining("ticks.live=false");
        assertThat(start.from(half.complete(), live, StartingPointTest::unasked).done())
                .isTrue();
    }

    @Test
    void shouldAcceptALogThatBeginsAfterTheLastLiveTick() {
        Optional<WrittenTick> live = Optional.of(new WrittenTick(0, 7, T0, TickOrigin.LIVE));
        assertThat(start.from(null, live, () -> OptionalLong.of(T0))).isEqualTo(beginning);
    }

    private static OptionalLong unasked() {
        throw new AssertionError("the newest record does not matter here");
    }

    private ReplaySource source(ReplayConfig config) {
        ShopLog log = LogFixtures.log(config, csv(dir, view("u", "a", T0, "r")));
        return new ReplaySource(log, LogScan.of(log, fraction -> {}), config, 60_000, "use another --data-dir");
    }
}
