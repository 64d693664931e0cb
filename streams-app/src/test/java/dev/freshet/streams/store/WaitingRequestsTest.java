package dev.freshet.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.streams.rows.WaitingRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WaitingRequestsTest {

    private final CountingStore<Bytes, WaitingRequest> rows = new CountingStore<>();
    private final WaitingRequests waiting = new WaitingRequests(rows);

    @BeforeAll
    static void trustRecords() {
        AvroSerde.trustRecords();
    }

    @Test
    void shouldReturnRequestsByTurnThenByArrival() {
        waiting.add(5, 10, request("third"), 1);
        waiting.add(3, 11, request("first"), 2);
        waiting.add(5, 12, request("fourth"), 3);
        waiting.add(3, 13, request("second"), 4);

        assertThat(waiting.first().arrived()).isEqualTo(2);
        assertThat(taken(waiting)).containsExactly("first", "second", "third", "fourth");
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.first()).isNull();
    }

    @Test
    void shouldKeepTheOrderAcrossARestart() {
        waiting.add(5, 10, request("third"), 1);
        waiting.add(3, 11, request("first"), 2);
        WaitingRequests again = new WaitingRequests(rows);
        again.add(5, 12, request("fourth"), 3);
        again.add(3, 13, request("second"), 4);

        assertThat(again.isEmpty()).isFalse();
        assertThat(taken(again)).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void shouldReadEachRequestOnceHoweverManyWait() {
        int requests = 20_000;
        for (int i = 0; i < requests; i++) {
            waiting.add(0, i, request("r" + i), i);
        }
        WaitingRequests again = new WaitingRequests(rows);

        assertThat(rows.rowsRead()).isZero();
        assertThat(taken(again)).hasSize(requests).startsWith("r0", "r1").endsWith("r" + (requests - 1));
        assertThat(rows.iterators()).isLessThan(requests / 500);
        assertThat(rows.rowsRead()).isLessThan(2 * requests);
    }

    private static List<String> taken(WaitingRequests waiting) {
        List<String> ids = new ArrayList<>();
        for (WaitingRequests.Waiting next = waiting.first(); next != null; next = waiting.first()) {
            ids.add(next.request().getRequestId());
            waiting.remove(next);
        }
        return ids;
    }

    private static ScoreRequest request(String id) {
        return new ScoreRequest(id, "u", null, 0L, List.of("a"), null);
    }
}
