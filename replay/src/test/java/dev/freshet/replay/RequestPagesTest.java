package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPagesTest {

    private static final long HOUR = 3_600_000;

    private final RequestPages pages = new RequestPages(3, HOUR);

    @Test
    void shouldRequestTheDistinctProductsShownAtTheFirstTimeOfThePage() {
        List<ScoreRequest> requests =
                run(view("u", "a", T0, "r"), view("u", "b", T0, "r"), view("u", "a", T0, "r"), view("u", "c", T0, "r"));
        assertThat(requests).hasSize(4);
        assertThat(requests.get(0)).isEqualTo(request("u", T0, "r", "a", "b", "c"));
        assertThat(requests.subList(1, 4)).containsOnlyNulls();
    }

    @Test
    void shouldKeepInterleavedPagesApart() {
        List<ScoreRequest> requests = run(
                view("u", "a", T0, "r"),
                view("v", "x", T0, "r"),
                view("u", "b", T0, "r"),
                view("u", "c", T0, "s"),
                view("v", "y", T0, "r"));
        assertThat(requests)
                .containsExactly(
                        request("u", T0, "r", "a", "b"),
                        request("v", T0, "r", "x", "y"),
                        null,
                        request("u", T0, "s", "c"),
                        null);
    }

    @Test
    void shouldNotRequestAPageAgainWhileItIsRemembered() {
        run(view("u", "a", T0, "r"));
        assertThat(run(view("u", "b", T0, "r"))).containsOnlyNulls();
        assertThat(run(view("u", "b", T0 + HOUR, "r"))).containsOnlyNulls();
        assertThat(run(view("u", "b", T0 + HOUR + 1, "r"))).containsExactly(request("u", T0 + HOUR + 1, "r", "b"));
    }

    @Test
    void shouldLeaveOutProductsBeyondTheLimit() {
        assertThat(run(
                        view("u", "a", T0, "r"),
                        view("u", "b", T0, "r"),
                        view("u", "c", T0, "r"),
                        view("u", "d", T0, "r")))
                .first()
                .isEqualTo(request("u", T0, "r", "a", "b", "c"));
    }

    @Test
    void shouldNotCreatePagesFromOtherActionsOrUnusableRows() {
        assertThat(run(
                        row("u", "a", ActionType.CART_UPDATE, T0, T0, "r"),
                        row("u", "a", ActionType.VIEW, T0, T0, null),
                        row("", "a", ActionType.VIEW, T0, T0, "r"),
                        row("u", "", ActionType.VIEW, T0, T0, "r"),
                        row("u", "a", ActionType.VIEW, T0, T0 * 1000, "r"),
                        new LogRow.Malformed("f", 9, T0, RejectReason.MALFORMED_LINE, "", "")))
                .containsOnlyNulls();
    }

    private List<ScoreRequest> run(LogRow... rows) {
        return pages.requests(Arrays.asList(rows));
    }

    private static LogRow view(String user, String product, long time, String request) {
        return row(user, product, ActionType.VIEW, time, time, request);
    }

    private static LogRow row(
            String user, String product, ActionType action, long time, long timestamp, String request) {
        return new LogRow.Event(
                2,
                time,
                UserEvent.newBuilder()
                        .setUserId(user)
                        .setProductId(product)
                        .setActionType(action)
                        .setSourceType("s")
                        .setTimestamp(timestamp)
                        .setRequestId(request)
                        .build());
    }

    private static ScoreRequest request(String user, long time, String request, String... products) {
        return ScoreRequest.newBuilder()
                .setRequestId(request)
                .setUserId(user)
                .setSourceType("s")
                .setTimestamp(time)
                .setCandidates(List.of(products))
                .build();
    }
}
