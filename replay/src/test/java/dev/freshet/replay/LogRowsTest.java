package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.DEFAULTS;
import static dev.freshet.replay.LogFixtures.HEADER;
import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.rows;
import static dev.freshet.replay.LogFixtures.scan;
import static dev.freshet.replay.LogFixtures.view;
import static dev.freshet.replay.LogFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRowsTest {

    @TempDir
    Path dir;

    @Test
    void shouldReadEveryFieldByTheNameOfItsColumn() {
        Path file = write(
                dir.resolve("a.csv"),
                "\uFEFFtimestamp,extra,request_id,product_id,user_id,source_type,action_type\r\n" + T0
                        + ",x,r,p,u,s,cart_update\r\n\r\n" + T0 + ",x,,p,u,,View\r\n");
        assertThat(rows(file, DEFAULTS))
                .containsExactly(
                        new LogRow.Event(2, T0, event("u", "p", ActionType.CART_UPDATE, "s", T0, "r")),
                        new LogRow.Event(4, T0, event("u", "p", ActionType.VIEW, null, T0, null)));
    }

    @Test
    void shouldRejectUnreadableLinesAndContinue() {
        Path file = csv(
                dir,
                view("u", "p", T0, "r"),
                "u,p,VIEW",
                "u,p,VIEW,s,soon,r",
                "u,p,LIKE,s," + (T0 + 5) + ",r",
                "u,p,UNKNOWN,s," + (T0 + 5) + ",r",
                "u,\"p,VIEW,s," + T0 + ",r",
                "u,p,VIEW,s,-5,r",
                view("u", "p", T0 + 1, "r"));
        List<LogRow> rows = rows(file, DEFAULTS);
        assertThat(rows).hasSize(8);
        assertThat(rows.subList(1, 7))
                .allSatisfy(row -> assertThat(row.time()).isEqualTo(T0))
                .extracting(row -> ((LogRow.Malformed) row).reason())
                .containsExactly(
                        RejectReason.MALFORMED_LINE,
                        RejectReason.MALFORMED_LINE,
                        RejectReason.UNKNOWN_ACTION,
                        RejectReason.UNKNOWN_ACTION,
                        RejectReason.MALFORMED_LINE,
                        RejectReason.MALFORMED_LINE);
        assertThat(rows.get(3))
                .isEqualTo(new LogRow.Malformed(
                        "log.csv",
                        5,
                        T0,
                        RejectReason.UNKNOWN_ACTION,
                        "line 5: action 'LIKE' is unknown; use VIEW, CLICK, CART_UPDATE or PURCHASE",
                        "u,p,LIKE,s," + (T0 + 5) + ",r"));
        assertThat(scan(file, DEFAULTS))
                .extracting(LogScan::rows, LogScan::malformed, LogScan::sorted)
                .containsExactly(8L, 6L, true);
    }

    @Test
    void shouldKeepEmptyIds() {
        assertThat(rows(csv(dir, view("", "", T0, "r")), DEFAULTS))
                .containsExactly(new LogRow.Event(2, T0, event("", "", ActionType.VIEW, "Category", T0, "r")));
    }

    @Test
    void shouldPlaceARowWithAnImplausibleTimeAtTheTimeOfTheRowBefore() {
        Path file = csv(
                dir,
                view("u", "p", 7, "r"),
                view("u", "p", T0 + 10, "r"),
                view("u", "p", T0 * 1000, "r"),
                view("u", "p", T0 + 20, "r"));
        List<LogRow> rows = rows(file, DEFAULTS);
        assertThat(rows).extracting(LogRow::time).containsExactly(T0 + 10, T0 + 10, T0 + 10, T0 + 20);
        assertThat(((LogRow.Event) rows.get(2)).event().getTimestamp()).isEqualTo(T0 * 1000);
        assertThat(scan(file, DEFAULTS))
                .extracting(LogScan::implausible, LogScan::firstTime, LogScan::lastTime, LogScan::sorted)
                .containsExactly(2L, T0 + 10, T0 + 20, true);
    }

    @Test
    void shouldSortAnUnsortedLogByTimeAndLine() {
        Path file = csv(
                dir,
                view("a", "p", T0 + 2, "r"),
                view("b", "p", T0 + 1, "r"),
                "junk",
                view("c", "p", T0 + 2, "r"),
                view("d", "p", T0, "r"));
        assertThat(scan(file, DEFAULTS).sorted()).isFalse();
        assertThat(rows(file, DEFAULTS)).extracting(LogRow::line).containsExactly(6L, 3L, 4L, 2L, 5L);
    }

    @Test
    void shouldTruncateAnOverlongLineThatIsRejected() {
        Path file = write(
                dir.resolve("a.csv"),
                HEADER + "\n" + view("u", "x".repeat(100_000), T0, "r") + "\n" + view("u", "p", T0, "r"));
        List<LogRow> rows = rows(file, DEFAULTS);
        assertThat(rows).hasSize(2);
        assertThat(((LogRow.Malformed) rows.get(0)).detail()).isEqualTo("line 2: longer than 65536 bytes");
        assertThat(((LogRow.Malformed) rows.get(0)).text()).hasSize(4096);
    }

    @Test
    void shouldRejectIdsThatAreNotUtf8RatherThanMergeThem() throws IOException {
        String text = HEADER + "\n" + view("u\u00E8", "p", T0, "r") + "\n" + view("u\u00E9", "p", T0, "r") + "\n"
                + view("u", "p", T0, "r") + "\n";
        Path file = Files.writeString(dir.resolve("a.csv"), text, StandardCharsets.ISO_8859_1);
        assertThat(rows(file, DEFAULTS).subList(0, 2))
                .extracting(row -> ((LogRow.Malformed) row).detail())
                .containsExactly("line 2: not UTF-8", "line 3: not UTF-8");
        assertThat(scan(file, DEFAULTS))
                .extracting(LogScan::rows, LogScan::malformed)
                .containsExactly(3L, 2L);
    }

    private static UserEvent event(
            String user, String product, ActionType action, String source, long time, String request) {
        return UserEvent.newBuilder()
                .setUserId(user)
                .setProductId(product)
                .setActionType(action)
                .setSourceType(source)
                .setTimestamp(time)
                .setRequestId(request)
                .build();
    }
}
