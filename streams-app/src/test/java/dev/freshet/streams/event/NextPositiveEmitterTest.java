package dev.freshet.streams.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NextPositiveEmitterTest {

    @Test
    void shouldDropNothingWhenEveryEventExceptTheFirstWasEmitted() {
        assertThat(NextPositiveEmitter.dropped(0, 16, 15)).isZero();
        assertThat(NextPositiveEmitter.dropped(16, 20, 4)).isZero();
    }

    @Test
    void shouldNotCountTheFirstEventOfACustomerAsATarget() {
        assertThat(NextPositiveEmitter.dropped(0, 1, 0)).isZero();
    }

    @Test
    void shouldDropEventsThatTheHistoryNoLongerHolds() {
        assertThat(NextPositiveEmitter.dropped(0, 41, 10)).isEqualTo(30);
        assertThat(NextPositiveEmitter.dropped(5, 41, 10)).isEqualTo(26);
    }

    @Test
    void shouldDropNothingWhenNothingIsDue() {
        assertThat(NextPositiveEmitter.dropped(0, 0, 0)).isZero();
        assertThat(NextPositiveEmitter.dropped(7, 7, 0)).isZero();
    }
}
