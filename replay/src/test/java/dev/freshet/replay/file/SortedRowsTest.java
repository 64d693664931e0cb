package dev.freshet.replay.file;

import static dev.freshet.replay.LogFixtures.HEADER;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.log;
import static dev.freshet.replay.LogFixtures.view;
import static dev.freshet.replay.LogFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.replay.LogFixtures;
import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.replay.ReplayPlan;
import dev.freshet.replay.ReplayStep;
import dev.freshet.replay.ShopLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRowsTest {

    @TempDir
    Path dir;

    @Test
    void shouldSortByTimeAndLineAndDeleteItsFiles() throws IOException {
        Path temp = Files.createDirectory(dir.resolve("temp"));
        ReplayConfig config = new ReplayConfig(Map.of("replay.temp.dir", temp.toString()));
        Random random = new Random(3);
        String lines = IntStream.range(0, 20_000)
                .mapToObj(i -> i % 97 == 0 ? "torn " + i : view("u" + i, "p", T0 + random.nextInt(3000), "r"))
                .collect(Collectors.joining("\n"));
        ShopLog log = log(config, write(dir.resolve("a.csv"), HEADER + "\n" + lines + "\n"));
        LogScan scan = LogScan.of(log, fraction -> {});
        assertThat(scan.sorted()).isFalse();
        List<LogRow> inTurn = LogFixtures.all(new FilesInTurn(log.files(), scan.range(), scan.fileRows()));
        try (Rows rows = log.rows(scan)) {
            assertThat(LogFixtures.all(rows))
                    .isEqualTo(inTurn.stream()
                            .sorted(Comparator.comparingLong(LogRow::time).thenComparingLong(LogRow::line))
                            .toList());
        }
        assertThat(list(temp)).isEmpty();
    }

    @Test
    void shouldSayWhereALogCanBeSorted() {
        ReplayConfig config =
                new ReplayConfig(Map.of("replay.temp.dir", dir.resolve("none").toString()));
        ShopLog log = log(
                config,
                write(
                        dir.resolve("a.csv"),
                        HEADER + "\n" + view("u", "p", T0 + 1, "r") + "\n" + view("u", "p", T0, "r") + "\n"));
        LogScan scan = LogScan.of(log, fraction -> {});
        assertThatThrownBy(() -> log.rows(scan))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining("not in order of time")
                .extracting(refused -> ((LogRefusedException) refused).remedies())
                .isEqualTo(List.of("replay.temp.dir=DIR", "replay.sort.memory=SIZE"));
    }

    @Test
    void shouldReplayAMillionRowsOfOneTime() {
        String row = view("u", "p", T0, "r") + "\n";
        ShopLog log = log(LogFixtures.DEFAULTS, write(dir.resolve("a.csv"), HEADER + "\n" + row.repeat(1_000_000)));
        LogScan scan = LogScan.of(log, fraction -> {});
        long line = 1;
        try (ReplayPlan plan = new ReplayPlan(log.rows(scan), scan.lastTime(), 60_000, LogFixtures.DEFAULTS)) {
            for (ReplayStep step = plan.next(); step != null && step.row() != null; step = plan.next()) {
                line++;
                if (step.row().line() != line) {
                    throw new AssertionError("line " + step.row().line() + " came where " + line + " was due");
                }
            }
        }
        assertThat(line).isEqualTo(1_000_001);
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
