package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.DEFAULTS;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.rows;
import static dev.freshet.replay.LogFixtures.scan;
import static dev.freshet.replay.LogFixtures.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.RejectReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeJumpTest {

    private static final long AHEAD = Instant.parse("2031-05-05T00:00:00Z").toEpochMilli();
    private static final long BEHIND = Instant.parse("2001-05-05T00:00:00Z").toEpochMilli();

    @TempDir
    Path dir;

    @Test
    void shouldRejectAFirstRowYearsAhead() {
        Path file = log(20, AHEAD, 0);
        List<LogRow> rows = rows(file, DEFAULTS);
        assertThat(rows).hasSize(21);
        assertThat(rows.get(0)).isInstanceOfSatisfying(LogRow.Malformed.class, row -> {
            assertThat(row.reason()).isEqualTo(RejectReason.TIME_JUMP);
            assertThat(row.time()).isEqualTo(T0);
            assertThat(row.detail())
                    .contains("line 2: time 2031-05-05T00:00:00Z", "2016-08-01T00:00:00Z to", "replay.jump.max");
        });
        assertThat(scan(file, DEFAULTS))
                .extracting(LogScan::jumps, LogScan::firstTime, LogScan::lastTime)
                .containsExactly(1L, T0, T0 + 19);
    }

    @Test
    void shouldRejectARowInTheMiddleYearsAheadOrBehind() {
        for (long time : List.of(AHEAD, BEHIND)) {
            List<LogRow> rows = rows(log(30, time, 10), DEFAULTS);
            assertThat(rows.get(10)).isInstanceOf(LogRow.Malformed.class);
            assertThat(rows.get(10).time()).isEqualTo(T0 + 9);
            assertThat(rows).filteredOn(row -> row instanceof LogRow.Event).hasSize(30);
        }
    }

    @Test
    void shouldAcceptALogWithAGapOfYears() {
        List<String> lines = new ArrayList<>(lines(30));
        Stream.of(0, 1, 2).map(i -> view("u", "p", AHEAD + i, "r")).forEach(lines::add);
        LogScan scan = scan(csv(dir, lines.toArray(String[]::new)), DEFAULTS);
        assertThat(scan).extracting(LogScan::jumps, LogScan::lastTime).containsExactly(0L, AHEAD + 2);
    }

    @Test
    void shouldAcceptJumpsThatTheSettingAllows() {
        assertThat(scan(log(20, AHEAD, 20), new ReplayConfig(Map.of("replay.jump.max", "9999d")))
                        .jumps())
                .isZero();
    }

    private Path log(int rows, long odd, int at) {
        List<String> lines = new ArrayList<>(lines(rows));
        lines.add(at, view("u", "odd", odd, "r"));
        return csv(dir, lines.toArray(String[]::new));
    }

    private static List<String> lines(int rows) {
        return Stream.iterate(0, i -> i < rows, i -> i + 1)
                .map(i -> view("u", "p" + i, T0 + i, "r"))
                .toList();
    }
}
