package dev.freshet.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleTimeoutTest {

    private static final List<Integer> SILENT = List.of(2);

    private final AtomicLong now = new AtomicLong(-5);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void shouldWaitForEverWithoutATimeout() {
        IdleTimeout idle = new IdleTimeout(Optional.empty(), now::get);
        pass(Duration.ofDays(1000));
        assertThat(idle.isOver(SILENT)).isFalse();
    }

    @Test
    void shouldBeOverOnceNoRecordCameOutForLongerThanTheTimeout() {
        IdleTimeout idle = new IdleTimeout(Optional.of(Duration.ofSeconds(10)), now::get);
        pass(Duration.ofSeconds(10));
        assertThat(idle.isOver(SILENT)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(idle.isOver(SILENT)).isTrue();
        idle.moved();
        assertThat(idle.isOver(SILENT)).isFalse();
    }

    @Test
    void shouldNotCountTimeWithoutWaitingRecords() {
        IdleTimeout idle = new IdleTimeout(Optional.of(Duration.ofSeconds(10)), now::get);
        pass(Duration.ofMinutes(1));
        assertThat(idle.isOver(List.of())).isFalse();
        pass(Duration.ofSeconds(9));
        assertThat(idle.isOver(SILENT)).isFalse();
    }
}
