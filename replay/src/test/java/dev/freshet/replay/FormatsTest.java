package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.DEFAULTS;
import static dev.freshet.replay.LogFixtures.HEADER;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.gzip;
import static dev.freshet.replay.LogFixtures.log;
import static dev.freshet.replay.LogFixtures.rows;
import static dev.freshet.replay.LogFixtures.scan;
import static dev.freshet.replay.LogFixtures.view;
import static dev.freshet.replay.LogFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    @TempDir
    Path dir;

    @Test
    void shouldReadTheSameEventsFromEveryFormat() {
        Path csv = csv(
                dir,
                view("u", "a", T0, "r"),
                view("é \"q\"".replace("\"", ""), "b", T0 + 1, "r"),
                "u,c,CLICK,," + (T0 + 2) + ",",
                view("u", "d", T0 + 1, "s"));
        List<UserEvent> events = events(csv);
        assertThat(events).extracting(UserEvent::getProductId).containsExactly("a", "b", "d", "c");
        Stream.of(SameLog.json(csv), SameLog.gzippedJson(csv), SameLog.parquet(csv), SameLog.parquetWithTimestamps(csv))
                .forEach(file -> assertThat(events(file)).as(file.toString()).isEqualTo(events));
    }

    @Test
    void shouldRejectUnreadableJsonByLine() {
        Path file = write(
                dir.resolve("a.jsonl"),
                json("u", T0) + "\n{\"user_id\": \"u\"\n[1]\n{\"user_id\":{}}\n" + json("v", T0 + 1) + "\n");
        List<LogRow> rows = rows(file, DEFAULTS);
        assertThat(rows).hasSize(5);
        assertThat(rows.subList(1, 4))
                .extracting(row -> ((LogRow.Malformed) row).detail())
                .satisfiesExactly(
                        torn -> assertThat(torn).startsWith("line 2: not JSON: "),
                        list -> assertThat(list).isEqualTo("line 3: not a JSON object"),
                        nested -> assertThat(nested).isEqualTo("line 4: field 'user_id' is not a text or a number"));
    }

    @Test
    void shouldNameTheFieldsThatJsonHas() {
        Path file = write(dir.resolve("a.jsonl"), json("u", T0).replace("user_id", "user") + "\n");
        assertThatThrownBy(() -> scan(file, DEFAULTS))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("no column 'user_id'", "[action_type, ")
                .extracting(refused -> ((LogRefusedException) refused).remedies())
                .isEqualTo(List.of("replay.column.user=user"));
    }

    @Test
    void shouldNameTheColumnsThatParquetHas() {
        Path parquet = SameLog.parquet(csv(dir, view("u", "p", T0, "r")));
        assertThatThrownBy(() -> scan(parquet, new ReplayConfig(Map.of("replay.column.product", "sku"))))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("no column 'sku'", "[user_id, product_id, ");
    }

    @Test
    void shouldRejectParquetRowsByNumber() {
        Path parquet = SameLog.parquet(csv(dir, view("u", "p", T0, "r"), "u,p,LIKE,s," + T0 + ",r"));
        assertThat(rows(parquet, DEFAULTS).get(1))
                .isEqualTo(new LogRow.Malformed(
                        "log.parquet",
                        2,
                        T0,
                        RejectReason.UNKNOWN_ACTION,
                        "row 2: action 'LIKE' is unknown; use VIEW, CLICK, CART_UPDATE or PURCHASE",
                        "u,p,LIKE,s," + T0 + ",r"));
    }

    @ParameterizedTest
    @CsvSource({
        "1470009600, 1470009600000",
        "1470009600123, 1470009600123",
        "1470009600123456, 1470009600123",
        "2016-08-01T00:00:00Z, 1470009600000",
        "2016-08-01T02:00:00.5+02:00, 1470009600500",
        "2016-08-01 00:00:00, 1470009600000",
        "2016-08-01 00:00:00.25 UTC, 1470009600250"
    })
    void shouldDetectTheUnitOfTime(String written, long millis) {
        assertThat(scan(csv(dir, "u,p,VIEW,s," + written + ",r"), DEFAULTS).firstTime())
                .isEqualTo(millis);
    }

    @Test
    void shouldNameTheRowInAnotherUnit() {
        Path file = csv(dir, view("u", "p", T0, "r"), view("u", "p", T0 + 1, "r"), view("u", "p", T0 / 1000, "r"));
        LogScan scan = scan(file, DEFAULTS);
        assertThat(scan.implausible()).isOne();
        assertThat(scan.complaint()).contains("log.csv: line 4: time 1470009600 is implausible", "looks like seconds");
    }

    @Test
    void shouldStopAtTheFirstBadRow() {
        Path file = csv(dir, view("u", "p", T0, "r"), "junk", view("u", "p", T0, "r"));
        assertThatThrownBy(() -> scan(file, new ReplayConfig(Map.of("replay.on.error", "stop"))))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll(
                        "line 3: not CSV: Not enough column values: expected 6, found 1", "1 of 3 rows")
                .extracting(refused -> ((LogRefusedException) refused).remedies())
                .isEqualTo(List.of("replay.on.error=reject"));
    }

    @Test
    void shouldReadSeveralFilesAsOneLog() {
        Path first = csv(dir, view("u", "a", T0, "r"), view("u", "b", T0 + 10, "r"));
        Path second = write(dir.resolve("b.csv"), HEADER + "\n" + "junk\n" + view("u", "c", T0 + 10, "r") + "\n");
        Path overlapping = write(dir.resolve("c.csv"), HEADER + "\n" + view("u", "d", T0 + 5, "r") + "\n");
        ShopLog inTurn = log(DEFAULTS, first, second);
        LogScan scan = LogScan.of(inTurn, fraction -> {});
        assertThat(scan.sorted()).isTrue();
        assertThat(scan.fileRows()).containsExactly(2L, 2L);
        assertThat(rows(inTurn)).extracting(LogRow::time).containsExactly(T0, T0 + 10, T0 + 10, T0 + 10);
        assertThat(((LogRow.Malformed) rows(inTurn).get(2)).file()).isEqualTo("b.csv");

        ShopLog together = log(DEFAULTS, first, second, overlapping);
        assertThat(LogScan.of(together, fraction -> {}).sorted()).isFalse();
        assertThat(rows(together)).extracting(LogRow::time).containsExactly(T0, T0 + 5, T0 + 10, T0 + 10, T0 + 10);
    }

    @Test
    void shouldReadAPipeOfAnyFormat() throws IOException {
        Path csv = csv(dir, view("u", "a", T0, "r"));
        for (Path file : List.of(csv, SameLog.json(csv), SameLog.parquet(csv))) {
            try (ShopLog log =
                    ShopLog.open(List.of(Path.of("-")), DEFAULTS, new ByteArrayInputStream(Files.readAllBytes(file)))) {
                assertThat(log.name()).isEqualTo("standard input");
                assertThat(rows(log)).hasSize(1);
            }
        }
    }

    @Test
    void shouldRefuseALogThatGrowsWhileItIsRead() throws IOException {
        Path file = csv(dir, view("u", "a", T0, "r"));
        ShopLog log = log(DEFAULTS, file);
        LogScan scan = LogScan.of(log, fraction -> {});
        Files.writeString(file, Files.readString(file) + view("u", "b", T0 + 1, "r") + "\n");
        assertThatThrownBy(() -> LogFixtures.all(log.rows(scan)))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("log.csv has changed", "start again");
    }

    @ParameterizedTest
    @CsvSource({
        "504b0304, zip archive",
        "28b52ffd, unzstd",
        "425a6839, bunzip2",
        "fffe7500, UTF-16",
        "4f626a01, Avro file",
        "5b7b2261, jq -c"
    })
    void shouldNameOtherKindsOfFiles(String bytes, String remedy) throws IOException {
        byte[] content = Arrays.copyOf(java.util.HexFormat.of().parseHex(bytes), 100);
        Path file = Files.write(dir.resolve("a.csv"), content);
        assertThatThrownBy(() -> scan(file, DEFAULTS))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining(remedy);
    }

    @Test
    void shouldRefuseOtherSeparatorsAndATruncatedParquetFile() throws IOException {
        assertThatThrownBy(() -> scan(write(dir.resolve("s.csv"), HEADER.replace(',', ';') + "\n"), DEFAULTS))
                .hasMessageContaining("not separated by commas");
        byte[] whole = Files.readAllBytes(SameLog.parquet(csv(dir, view("u", "p", T0, "r"))));
        Path half = Files.write(dir.resolve("half.parquet"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> scan(half, DEFAULTS)).hasMessageContaining("truncated");
        Arrays.fill(whole, whole.length - 60, whole.length - 8, (byte) 7);
        Path damaged = Files.write(dir.resolve("damaged.parquet"), whole);
        assertThatThrownBy(() -> scan(damaged, DEFAULTS))
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldKeepLongIds() {
        String id = "x".repeat(10_240);
        assertThat(events(csv(dir, view(id, "p", T0, "r"))))
                .extracting(UserEvent::getUserId)
                .containsExactly(id);
        assertThat(events(gzip(dir.resolve("a.jsonl.gz"), json(id, T0))))
                .extracting(UserEvent::getUserId)
                .containsExactly(id);
    }

    private static List<UserEvent> events(Path file) {
        return rows(file, DEFAULTS).stream()
                .map(row -> ((LogRow.Event) row).event())
                .toList();
    }

    private static String json(String user, long time) {
        return "{\"user_id\":\"" + user + "\",\"product_id\":7,\"action_type\":\"VIEW\",\"source_type\":null,"
                + "\"timestamp\":" + time + ",\"request_id\":\"r\"}";
    }
}
