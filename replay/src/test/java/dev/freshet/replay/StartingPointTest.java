package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.DEFAULTS;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
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
        assertThat(start.from(null, OptionalLong::empty)).isEqualTo(beginning);
    }

    @Test
    void shouldResumeTheSameLog() {
        ReplayPosition half = beginning.after(source.plan().next());
        assertThat(start.from(half, StartingPointTest::unasked)).isEqualTo(half);
        assertThat(start.from(half.complete(), StartingPointTest::unasked)).isEqualTo(half.complete());
    }

    @Test
    void shouldRefuseChangedSettingsInTheMiddleOfALog() {
        StartingPoint changed = new StartingPoint(source(new ReplayConfig(Map.of("replay.page.max", "5"))), 4);
        assertThatThrownBy(() -> changed.from(beginning, StartingPointTest::unasked))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("replay.page.max was 1000 and is now 5", "--data-dir");
        assertThat(changed.from(beginning.complete(), StartingPointTest::unasked)
                        .done())
                .isTrue();
    }

    @Test
    void shouldRefuseAnotherLogWhileOneIsUnfinished() {
        ReplayPosition other = ReplayPosition.start("other.csv", "f", Map.of());
        assertThatThrownBy(() -> start.from(other, StartingPointTest::unasked))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("other.csv is unfinished", "for log.csv use another --data-dir");
    }

    @Test
    void shouldRefuseALogThatBeginsBeforeTheNewestRecord() {
        ReplayPosition other = ReplayPosition.start("other.csv", "f", Map.of()).complete();
        assertThatThrownBy(() -> start.from(other, () -> OptionalLong.of(T0 + 1)))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll(
                        "log.csv begins at 2016-08-01T00:00:00Z",
                        "user-events, 2016-08-01T00:00:00.001Z",
                        "another --data-dir");
        assertThat(start.from(other, () -> OptionalLong.of(T0))).isEqualTo(beginning);
    }

    private static OptionalLong unasked() {
        throw new AssertionError("the newest record does not matter here");
    }

    private ReplaySource source(ReplayConfig config) {
        ShopLog log = LogFixtures.log(config, csv(dir, view("u", "a", T0, "r")));
        return new ReplaySource(log, LogScan.of(log, fraction -> {}), config, 60_000, "use another --data-dir");
    }
}
