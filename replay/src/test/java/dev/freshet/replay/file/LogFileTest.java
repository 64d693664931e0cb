package dev.freshet.replay.file;

import static dev.freshet.replay.LogFixtures.DEFAULTS;
import static dev.freshet.replay.LogFixtures.HEADER;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.gzip;
import static dev.freshet.replay.LogFixtures.scan;
import static dev.freshet.replay.LogFixtures.view;
import static dev.freshet.replay.LogFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.ReplayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path dir;

    @Test
    void shouldRefuseAMissingFile() {
        assertRefused(dir.resolve("none.csv"), "none.csv", "no such file");
    }

    @Test
    void shouldRefuseADirectory() {
        assertRefused(dir, "is a directory", "name a CSV, JSONL or Parquet file");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertRefused(write(dir.resolve("a.csv"), ""), "a.csv is empty");
    }

    @Test
    void shouldRefuseAnEmptyGzip() {
        assertRefused(gzip(dir.resolve("a.csv.gz"), ""), "a.csv.gz is empty");
    }

    @Test
    void shouldRefuseAHeaderWithoutRows() {
        assertRefused(write(dir.resolve("a.csv"), HEADER + "\n"), "has a header but no rows");
    }

    @Test
    void shouldNameAMissingColumnItsSettingAndWhatWasFound() {
        Path file = write(dir.resolve("a.csv"), "uid,product_id,action_type,source_type,timestamp,request_id\n");
        assertRefused(file, "no column 'user_id'", "[uid, product_id,");
        assertThat(remedies(file, DEFAULTS)).containsExactly("replay.column.user=uid");
    }

    @Test
    void shouldSayHowToOmitAnOptionalColumn() {
        Path file = write(
                dir.resolve("a.csv"), "user_id,product_id,action_type,timestamp,request_id\nu,p,VIEW," + T0 + ",r\n");
        assertRefused(file, "no column 'source_type'", "a log may do without it");
        assertThat(remedies(file, DEFAULTS))
                .containsExactly("replay.column.source=action_type", "replay.column.source=");
        assertThat(scan(file, new ReplayConfig(Map.of("replay.column.source", "")))
                        .rows())
                .isOne();
    }

    @Test
    void shouldRefuseALogWithoutHeader() {
        assertRefused(write(dir.resolve("a.csv"), view("u", "p", T0, "r") + "\n"), "the header (first line)", "[u, p,");
    }

    @Test
    void shouldRefuseATruncatedGzip() throws IOException {
        Random random = new Random(1);
        String rows = IntStream.range(0, 5000)
                .mapToObj(i -> view("u" + random.nextInt(), "p", T0 + i, "r"))
                .collect(Collectors.joining("\n"));
        byte[] whole = Files.readAllBytes(gzip(dir.resolve("a.csv.gz"), HEADER + "\n" + rows));
        Path half = Files.write(dir.resolve("half.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(half, "half.csv.gz, after line ", "truncated, copy it again");
        whole[whole.length / 2] ^= 0x55;
        assertRefused(Files.write(dir.resolve("bad.csv.gz"), whole), "bad.csv.gz", "damaged");
    }

    @Test
    void shouldRefuseAPlainFileWithAGzipName() {
        assertRefused(write(dir.resolve("a.csv.gz"), HEADER + "\n"), "named .gz but holds no gzip data");
    }

    @Test
    void shouldRefuseBinaryJunk() throws IOException {
        byte[] junk = new byte[100_000];
        new Random(1).nextBytes(junk);
        junk[0] = 'x';
        assertRefused(Files.write(dir.resolve("junk"), junk), "does not look like text");
    }

    @Test
    void shouldRefuseATruncatedParquetFile() {
        assertRefused(write(dir.resolve("a.parquet"), "PAR1..."), "is truncated, copy it again");
    }

    @Test
    void shouldNameTheUnitThatTheTimesLookLike() {
        ReplayConfig stated = new ReplayConfig(Map.of("replay.time.unit", "ms"));
        Path seconds = csv(dir, view("u", "p", T0 / 1000, "r"));
        assertThatThrownBy(() -> scan(seconds, stated)).hasMessageContainingAll("line 2", "looks like seconds");
        assertThat(remedies(seconds, stated)).containsExactly("replay.time.unit=s");
        Path micros = csv(dir, view("u", "p", T0 * 1000, "r"));
        assertThatThrownBy(() -> scan(micros, stated)).hasMessageContaining("looks like microseconds");
        assertThat(remedies(micros, stated)).containsExactly("replay.time.unit=us");
    }

    @Test
    void shouldConvertOtherUnits() {
        LogScan seconds =
                scan(csv(dir, view("u", "p", T0 / 1000, "r")), new ReplayConfig(Map.of("replay.time.unit", "s")));
        assertThat(seconds.firstTime()).isEqualTo(T0);
        LogScan micros = scan(
                csv(dir, view("u", "p", T0 * 1000 + 999, "r")), new ReplayConfig(Map.of("replay.time.unit", "us")));
        assertThat(micros.firstTime()).isEqualTo(T0);
    }

    @Test
    void shouldRefuseALogWithoutReadableLines() {
        assertRefused(
                csv(dir, "a,b", "c"),
                "none of 2 rows can be read",
                "line 2: not CSV: Not enough column values: expected 6, found 2");
    }

    @Test
    void shouldComputeTheSameFingerprintCompressedOrNot() {
        String text = HEADER + "\n" + view("u", "p", T0, "r") + "\n";
        LogScan plain = scan(write(dir.resolve("a.csv"), text), DEFAULTS);
        assertThat(scan(gzip(dir.resolve("a.csv.gz"), text), DEFAULTS)).isEqualTo(plain);
        assertThat(scan(write(dir.resolve("b.csv"), text.replace("u,p", "u,q")), DEFAULTS)
                        .fingerprint())
                .isNotEqualTo(plain.fingerprint());
    }

    private static List<String> remedies(Path file, ReplayConfig config) {
        return catchThrowableOfType(LogRefusedException.class, () -> scan(file, config))
                .remedies();
    }

    private static void assertRefused(Path file, String... parts) {
        assertThatThrownBy(() -> scan(file, DEFAULTS))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll(parts);
    }
}
