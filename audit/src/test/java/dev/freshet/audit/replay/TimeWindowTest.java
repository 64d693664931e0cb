package dev.freshet.audit.replay;

import static dev.freshet.audit.AuditFixtures.emitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.audit.AuditRefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

    private static final Instant ONE = Instant.ofEpochMilli(1000);
    private static final Instant TWO = Instant.ofEpochMilli(2000);

    @Test
    void shouldIncludeItsStartAndExcludeItsEnd() {
        assertThat(within(TimeWindow.of(ONE, TWO))).containsExactly(1L, 2L);
        assertThat(within(TimeWindow.of(null, ONE))).containsExactly(0L);
        assertThat(within(TimeWindow.of(TWO, null))).containsExactly(3L);
        assertThat(within(TimeWindow.of(null, null))).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldRejectAnEmptyRange() {
        assertThatThrownBy(() -> TimeWindow.of(ONE, ONE))
                .isInstanceOf(AuditRefusedException.class)
                .hasMessageContaining("1970-01-01T00:00:01Z is not before 1970-01-01T00:00:01Z");
    }

    private static List<Long> within(TimeWindow window) {
        List<EmittedRecord> records = List.of(
                emitted(0, 999, "a", ""),
                emitted(1, 1000, "a", ""),
                emitted(2, 1999, "a", ""),
                emitted(3, 2000, "a", ""));
        List<Long> offsets = new ArrayList<>();
        window.of(records.iterator()).forEachRemaining(record -> offsets.add(record.offset()));
        return offsets;
    }
}
