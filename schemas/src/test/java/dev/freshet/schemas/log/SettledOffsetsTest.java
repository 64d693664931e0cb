package dev.freshet.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each look at the last stable offsets takes thirty seconds of the test's clock. */
class SettledOffsetsTest {

    private static final Map<Integer, Long> ENDS = Map.of(0, 10L, 1, 10L);
    private static final long PATIENCE_LOOKS = RecordsToEnd.PATIENCE.dividedBy(Duration.ofSeconds(30));

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final List<String> progress = new ArrayList<>();

    @Test
    @Timeout(900)
    void shouldTimeOutAtAnOpenTransactionWhileAnotherPartitionMovesBeyondItsEnd() {
        assertThatThrownBy(() -> await(look -> Map.of(0, 4L, 1, 10L + look)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContainingAll("a transaction stays open", "{0=4, 1=10}", "find-hanging");
        assertThat(looks.get()).isBetween((int) PATIENCE_LOOKS, (int) PATIENCE_LOOKS + 2);
        assertThat(progress).containsOnly("events-0 4 of 10");
    }

    @Test
    @Timeout(900)
    void shouldWaitLongerThanThePatienceWhileAPartitionMovesTowardsItsEnd() {
        await(look -> Map.of(0, Math.min(10L, look), 1, 10L));
        assertThat(looks.get()).isEqualTo(10).isGreaterThan((int) PATIENCE_LOOKS + 2);
    }

    @Test
    void shouldReturnAtOnceWhenNothingIsOpen() {
        await(look -> Map.of(0, 10L, 1, 12L));
        assertThat(looks.get()).isEqualTo(1);
        assertThat(progress).isEmpty();
    }

    /** @param lastStable the offsets at each look, counted from 1 */
    private void await(IntFunction<Map<Integer, Long>> lastStable) {
        new SettledOffsets(
                        "events",
                        ENDS,
                        () -> {
                            nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());
                            return lastStable.apply(looks.incrementAndGet());
                        },
                        nanoTime::get)
                .await((partition, offset, end) -> progress.add(partition + " " + offset + " of " + end));
    }
}
