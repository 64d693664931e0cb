package dev.freshet.core.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.DedupRules;
import org.junit.jupiter.api.Test;

final class RecentIdsTest {

    private final RecentIds ids = new RecentIds(new DedupRules(50, 2));

    @Test
    void shouldFindARepeatUntilTheWatermarkHasPassedTheWindow() {
        assertThat(repeat("u", "e", 100, 90)).isFalse();
        assertThat(repeat("u", "e", 150, 150)).isTrue();
        assertThat(repeat("v", "e", 150, 150)).isFalse();
        assertThat(repeat("u", "e", 151, 151)).isFalse();
        assertThat(repeat("u", "e", 151, 151)).isTrue();
    }

    @Test
    void shouldNotRememberMoreIdsOfACustomerThanTheMost() {
        assertThat(repeat("u", "a", 100, 100)).isFalse();
        assertThat(repeat("u", "b", 110, 110)).isFalse();
        assertThat(repeat("u", "c", 110, 110)).isFalse();
        assertThat(repeat("u", "c", 110, 110)).isFalse();
        assertThat(repeat("u", "a", 110, 110)).isTrue();
        assertThat(repeat("u", "c", 151, 151)).isFalse();
        assertThat(repeat("u", "c", 151, 151)).as("a is forgotten").isTrue();
    }

    @Test
    void shouldIgnoreEventsWithoutAnId() {
        assertThat(repeat("u", null, 100, 100)).isFalse();
        assertThat(repeat("u", null, 100, 100)).isFalse();
        assertThat(repeat("u", "", 100, 100)).isFalse();
        assertThat(repeat("u", "", 100, 100)).isFalse();
    }

    private boolean repeat(String user, String id, long time, long watermark) {
        return ids.isRepeat(new LoggedEvent(0, user, "p", Action.CLICK, null, time, null, id), watermark);
    }
}
