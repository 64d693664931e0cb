package dev.freshet.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.faults.FaultRound.App;
import dev.freshet.testkit.faults.FaultRound.Disturbance;
import dev.freshet.testkit.faults.FaultRound.EventTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

    @Test
    void shouldDrawTheSameRoundsFromTheSameSeed() {
        assertThat(FaultSchedule.of(5, 100, 3000)).isEqualTo(FaultSchedule.of(5, 100, 3000));
        assertThat(FaultSchedule.of(5, 100, 3000)).isNotEqualTo(FaultSchedule.of(6, 100, 3000));
    }

    @Test
    void shouldCoverEveryAppAndDisturbance() {
        List<FaultRound> rounds = FaultSchedule.of(1, 100, 3000);
        assertThat(rounds).extracting(FaultRound::victim).contains(App.values());
        assertThat(rounds).extracting(FaultRound::disturbance).contains(Disturbance.values());
        assertThat(rounds).extracting(FaultRound::node).contains(0, 1, 2);
        assertThat(rounds.stream().filter(round -> round.disturbance().isOfBroker()))
                .hasSize(10);
        assertThat(FaultSchedule.of(1, 5, 3000))
                .anyMatch(round -> round.disturbance().isOfBroker());
    }

    @Test
    void shouldRepeatEveryKindOfTimeAndLoseOffsetsRepeatedlyInThirtyRounds() {
        for (long seed = 1; seed <= 20; seed++) {
            List<FaultRound> rounds = FaultSchedule.of(seed, 30, 3000);
            Map<EventTime, Long> times =
                    rounds.stream().collect(Collectors.groupingBy(FaultRound::time, Collectors.counting()));
            assertThat(times).containsOnlyKeys(EventTime.values());
            assertThat(times.values()).allMatch(n -> n >= 2);
            assertThat(rounds.stream().filter(round -> round.disturbance() == Disturbance.EXPIRED_OFFSETS))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void shouldHaveEveryKindOfTimeInFiveRounds() {
        assertThat(FaultSchedule.of(1, 5, 3000)).extracting(FaultRound::time).contains(EventTime.values());
    }
}
