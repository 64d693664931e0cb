package dev.freshet.testkit.faults;

import dev.freshet.testkit.faults.FaultRound.App;
import dev.freshet.testkit.faults.FaultRound.Disturbance;
import dev.freshet.testkit.faults.FaultRound.EventTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws rounds from a seed. The same seed produces the same victims, times and disturbances. */
public final class FaultSchedule {

    private static final int SELDOM = 10;
    /** Index of the broker's restart within ten rounds; small, so that a short schedule includes one. */
    private static final int BROKER_AT = 3;
    /** Index of the round with expired offsets within ten rounds. It takes longer than others, so a short schedule has none. */
    private static final int OFFSETS_AT = 6;

    private static final List<Disturbance> OTHERS = List.of(
            Disturbance.NONE,
            Disturbance.NONE,
            Disturbance.FREEZE,
            Disturbance.SLOW_NETWORK,
            Disturbance.CUT_NETWORK,
            Disturbance.BLACK_HOLE);
    /** Event time in five rounds, in an order that the seed draws. */
    private static final List<EventTime> TIMES =
            List.of(EventTime.STEADY, EventTime.STEADY, EventTime.FAST_CLOCKS, EventTime.WEEKEND, EventTime.MONTH);

    private static final List<App> APPS = List.of(App.values());
    private static final int LONGEST_MS = 6_000;

    private FaultSchedule() {}

    /**
     * The rounds in order. Every tenth restarts a broker, alternately by a kill and by a stop, and every tenth loses the
     * offsets. Any five from a multiple of five on have all kinds of event time.
     *
     * @param rounds number of rounds
     * @param roundMs duration of a round's records, milliseconds; the kill falls within it
     */
    public static List<FaultRound> of(long seed, int rounds, int roundMs) {
        SplittableRandom random = new SplittableRandom(seed);
        List<EventTime> times = times(seed, rounds);
        return IntStream.range(0, rounds)
                .mapToObj(round -> round(random, round, roundMs, times.get(round)))
                .toList();
    }

    /** Drawn apart from the faults, so a schedule of more rounds begins with the same times. */
    private static List<EventTime> times(long seed, int rounds) {
        Random random = new Random(seed);
        List<EventTime> times = new ArrayList<>();
        while (times.size() < rounds) {
            List<EventTime> next = new ArrayList<>(TIMES);
            Collections.shuffle(next, random);
            times.addAll(next);
        }
        return times;
    }

    private static FaultRound round(SplittableRandom random, int round, int roundMs, EventTime time) {
        int victim = random.nextInt(APPS.size());
        int bystander = (victim + 1 + random.nextInt(APPS.size() - 1)) % APPS.size();
        return new FaultRound(
                APPS.get(victim),
                APPS.get(bystander),
                random.nextInt(roundMs),
                random.nextInt(4) > 0,
                disturbance(round, OTHERS.get(random.nextInt(OTHERS.size()))),
                random.nextInt(ThreeBrokers.NODES),
                1 + random.nextInt(LONGEST_MS),
                time);
    }

    private static Disturbance disturbance(int round, Disturbance other) {
        if (round % SELDOM == OFFSETS_AT) {
            return Disturbance.EXPIRED_OFFSETS;
        }
        if (round % SELDOM != BROKER_AT) {
            return other;
        }
        return round / SELDOM % 2 == 0 ? Disturbance.BROKER_KILL : Disturbance.BROKER_STOP;
    }
}
