package dev.freshet.testkit.faults;

import dev.freshet.testkit.faults.FaultRound.App;
import dev.freshet.testkit.faults.FaultRound.Disturbance;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws rounds from a seed. The same seed produces the same victims, times and disturbances. */
public final class FaultSchedule {

    private static final int BROKER_EVERY = 10;
    /** Index of the broker's restart within ten rounds; small, so that a short schedule includes one. */
    private static final int BROKER_AT = 3;

    private static final List<Disturbance> OTHERS = List.of(
            Disturbance.NONE,
            Disturbance.NONE,
            Disturbance.FREEZE,
            Disturbance.SLOW_NETWORK,
            Disturbance.CUT_NETWORK,
            Disturbance.BLACK_HOLE);
    private static final List<App> APPS = List.of(App.values());
    private static final int LONGEST_MS = 6_000;

    private FaultSchedule() {}

    /**
     * The rounds in order. Every tenth restarts a broker, alternately by a kill and by a stop.
     *
     * @param rounds number of rounds
     * @param roundMs duration of a round's records, milliseconds; the kill falls within it
     */
    public static List<FaultRound> of(long seed, int rounds, int roundMs) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, rounds)
                .mapToObj(round -> round(random, round, roundMs))
                .toList();
    }

    private static FaultRound round(SplittableRandom random, int round, int roundMs) {
        int victim = random.nextInt(APPS.size());
        int bystander = (victim + 1 + random.nextInt(APPS.size() - 1)) % APPS.size();
        return new FaultRound(
                APPS.get(victim),
                APPS.get(bystander),
                random.nextInt(roundMs),
                random.nextInt(4) > 0,
                disturbance(round, OTHERS.get(random.nextInt(OTHERS.size()))),
                random.nextInt(ThreeBrokers.NODES),
                1 + random.nextInt(LONGEST_MS));
    }

    private static Disturbance disturbance(int round, Disturbance other) {
        if (round % BROKER_EVERY != BROKER_AT) {
            return other;
        }
        return round / BROKER_EVERY % 2 == 0 ? Disturbance.BROKER_KILL : Disturbance.BROKER_STOP;
    }
}
