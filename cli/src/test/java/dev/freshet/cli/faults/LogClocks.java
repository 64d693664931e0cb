package dev.freshet.cli.faults;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.testkit.faults.FaultRound.EventTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws how long a log pauses, and how fast the clocks of its customers are. */
final class LogClocks {

    /** A customer who is away for longer begins a new visit. */
    private static final long VISIT_PAUSE = 2 * TimeSpan.HOUR;

    private static final long LEAST_AHEAD = 50 * TimeSpan.MINUTE;
    /** An event that is less ahead than this is accepted after {@link KnownLog#FUTURE_WAIT}. */
    private static final long LITTLE_AHEAD = 75 * TimeSpan.MINUTE;

    private static final long MOST_AHEAD = 5 * TimeSpan.HOUR;

    private record Visit(long last, long ahead) {}

    private final SplittableRandom random;
    private final Map<String, Visit> visits = new HashMap<>();

    LogClocks(long seed) {
        random = new SplittableRandom(seed);
    }

    /** How long the log pauses in a round, milliseconds. */
    long pause(EventTime time) {
        return switch (time) {
            case STEADY, FAST_CLOCKS -> 0;
            case WEEKEND -> (2 + random.nextInt(2)) * TimeSpan.DAY;
            case MONTH -> 30 * TimeSpan.DAY;
        };
    }

    /**
     * By how much a customer's clock is ahead, milliseconds; the same for a whole visit.
     *
     * @param now the true time
     * @param mayBeFast whether the clock may be fast in a visit that begins now
     */
    long ahead(String user, long now, boolean mayBeFast) {
        Visit before = visits.get(user);
        boolean goesOn = before != null && now - before.last() < VISIT_PAUSE;
        long ahead = goesOn ? before.ahead() : mayBeFast && random.nextBoolean() ? drawn() : 0;
        visits.put(user, new Visit(now, ahead));
        return ahead;
    }

    private long drawn() {
        return random.nextLong(LEAST_AHEAD, random.nextBoolean() ? LITTLE_AHEAD : MOST_AHEAD);
    }
}
