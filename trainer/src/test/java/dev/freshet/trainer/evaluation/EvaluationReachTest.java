package dev.freshet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import org.junit.jupiter.api.Test;

class EvaluationReachTest {

    @Test
    void shouldReachBackTwoHoursForTheDefaultWindow() {
        assertThat(EvaluationReach.isCovered(TimeSpan.HOUR, 2)).isFalse();
        assertThat(EvaluationReach.isCovered(TimeSpan.HOUR, 3)).isTrue();
    }

    @Test
    void shouldReachFurtherBackForALongerWindow() {
        assertThat(EvaluationReach.isCovered(TimeSpan.HOUR, 3, 90 * TimeSpan.MINUTE))
                .isFalse();
        assertThat(EvaluationReach.isCovered(TimeSpan.HOUR, 4, 90 * TimeSpan.MINUTE))
                .isTrue();
    }
}
