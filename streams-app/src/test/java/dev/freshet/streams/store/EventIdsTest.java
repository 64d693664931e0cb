package dev.freshet.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.DedupRules;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.UserEvent;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

final class EventIdsTest {

    private static final long WINDOW = 50;

    private final CountingStore<Bytes, Long> rows = new CountingStore<>();
    private final Timers timers = new Timers(new CountingStore<>());
    private final TaskState task = new TaskState(new CountingStore<>(), 0);
    private final EventIds ids = new EventIds(rows, timers, task, new DedupRules(WINDOW, 100));

    @Test
    void shouldBoundTheIdsOfACustomer() {
        advance(1_000);
        for (int i = 0; i < 250; i++) {
            ids.remember(event("robot", "e" + i));
        }
        ids.remember(event("u", "e0"));

        assertThat(rows.approximateNumEntries()).isEqualTo(100 + 1 + 2);
        assertThat(task.get(TaskCounter.EVENT_IDS_NOT_KEPT)).isEqualTo(150);
        assertThat(ids.isRepeat(event("robot", "e99"))).isTrue();
        assertThat(ids.isRepeat(event("robot", "e100"))).isFalse();
        assertThat(ids.isRepeat(event("u", "e0"))).isTrue();
    }

    @Test
    void shouldRememberFurtherIdsWhenEarlierOnesAreForgotten() {
        advance(1_000);
        for (int i = 0; i < 150; i++) {
            ids.remember(event("robot", "e" + i));
        }
        advance(1_000 + WINDOW + 1);
        assertThat(rows.approximateNumEntries()).isZero();
        ids.remember(event("robot", "e149"));
        assertThat(ids.isRepeat(event("robot", "e149"))).isTrue();
    }

    @Test
    void shouldForgetAnIdOfAReleaseThatDidNotCountThem() {
        rows.put(StoreKeys.of("u", "old"), 900L);
        advance(1_000);
        assertThat(ids.isRepeat(event("u", "old"))).isTrue();
        ids.forget("u", "old");
        assertThat(ids.isRepeat(event("u", "old"))).isFalse();
        assertThat(rows.approximateNumEntries()).isZero();
    }

    private void advance(long watermark) {
        task.watermark(watermark);
        for (Timers.Timer due = timers.take(watermark); due != null; due = timers.take(watermark)) {
            ids.forget(due.user(), due.id());
        }
    }

    private static UserEvent event(String user, String id) {
        return new UserEvent(user, "p", ActionType.CLICK, null, 1_000L, null, id);
    }
}
