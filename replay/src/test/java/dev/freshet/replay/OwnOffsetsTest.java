package dev.freshet.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnOffsetsTest {

    private final OwnOffsets offsets = new OwnOffsets(Map.of(0, 10L, 1, 0L));

    @Test
    void shouldSeeNoGapWhenOnlyTheReplayWrites() {
        send(0, 10, 11, 12);
        send(1, 0);
        assertThat(offsets.gaps()).isEmpty();
        offsets.committed();
        send(0, 14); // 13 is the marker
        assertThat(offsets.gaps()).isEmpty();
    }

    @Test
    void shouldSeeWhereOthersHaveWritten() {
        send(0, 11, 12);
        send(1, 0, 2);
        assertThat(offsets.gaps()).isEqualTo(Map.of(0, new OwnOffsets.Gap(10, 13), 1, new OwnOffsets.Gap(0, 3)));
        offsets.committed();
        send(0, 14);
        send(1, 5); // 3 and 4 are the marker and another's record
        assertThat(offsets.gaps()).isEqualTo(Map.of(1, new OwnOffsets.Gap(3, 6)));
    }

    @Test
    void shouldNotCareForWhatFollowsItsOwnRecords() {
        send(0, 10);
        assertThat(offsets.gaps()).isEmpty();
        offsets.committed();
        assertThat(offsets.gaps()).isEmpty();
    }

    @Test
    void shouldLookAgainBehindAFailedTransaction() {
        send(0, 10, 11);
        offsets.failed();
        send(0, 13); // 12 is the marker
        assertThat(offsets.gaps()).isEqualTo(Map.of(0, new OwnOffsets.Gap(10, 14)));
    }

    private void send(int partition, long... written) {
        for (long offset : written) {
            offsets.sent(partition, offset);
        }
    }
}
