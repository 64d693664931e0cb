package dev.freshet.cli.faults;

import dev.freshet.cli.faults.ExpectedPartition.Fate;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import dev.freshet.testkit.faults.FaultRound.EventTime;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a {@link KnownLog} from a shop's events. Fails when its events are not as rounds need them. */
final class LogWriter {

    private static final long TICK = 10 * TimeSpan.MINUTE;
    private static final int HELD_BACK = 15;
    /** After a pause, so many events of the shop precede the next tick. */
    private static final int EVENTS_BEFORE_TICK = 20;
    /** At most this many of the last fifteen customers of a partition are ahead; seven cannot move the watermark. */
    private static final int MOST_AHEAD = 5;

    /** A delayed event that later events overtake. */
    private record Overtaken(UserEvent event, int entriesBefore) {}

    private final KnownLog log;
    private final LogClocks clocks;
    private final List<EventTime> times;
    private final Map<String, Set<String>> pages = new HashMap<>();
    private final Deque<Overtaken> overtaken = new ArrayDeque<>();
    /** Events with wrong times, by identity: an event and its duplicate are equal. */
    private final Set<UserEvent> wrong = Collections.newSetFromMap(new IdentityHashMap<>());

    private long tick;
    private long paused;
    private int ticksFrom;
    /** Where the pause of the slice begins, unless it is over. */
    private int pauseFrom;

    /** @param times what event time does in each slice */
    LogWriter(KnownLog log, long seed, List<EventTime> times) {
        this.log = log;
        this.clocks = new LogClocks(seed);
        this.times = times;
    }

    /** Writes all events of a shop, which are in order of time. */
    void write(List<UserEvent> shop) {
        shop.stream()
                .filter(event -> event.getActionType() == ActionType.VIEW)
                .forEach(view -> pages.computeIfAbsent(view.getRequestId(), id -> new LinkedHashSet<>())
                        .add(view.getProductId()));
        tick = shop.get(0).getTimestamp();
        for (int i = 0; i < shop.size(); i++) {
            write(i, shop.get(i), shop.size());
        }
        overtaken.forEach(late -> log.add(late.event()));
        log.tick(tick + TimeSpan.HOUR); // rejects the events that are further ahead
        log.tick(tick + TimeSpan.DAY); // reaches the requests of fast clocks
        require(!log.expected().isAnyWaiting(), "events wait at the end of the log");
        require(wrong.containsAll(log.expected().events(Fate.FUTURE)), "an event of a right clock is ahead");
        require(wrong.containsAll(log.expected().events(Fate.LATE)), "an event of a right clock is late");
    }

    private void write(int i, UserEvent shops, int size) {
        boolean newPage =
                shops.getActionType() == ActionType.VIEW && !log.requests().containsKey(shops.getRequestId());
        if (newPage && log.slices().size() <= (long) i * times.size() / size) {
            log.slice();
            pauseFrom = i + size / times.size() / 3;
        }
        if (newPage && i >= pauseFrom) {
            pause(i);
            pauseFrom = Integer.MAX_VALUE;
        }
        long now = shops.getTimestamp() + paused;
        for (; tick <= now; tick += TICK) {
            if (i >= ticksFrom) {
                log.tick(tick);
            }
        }
        UserEvent event = timed(shops, now);
        if (newPage) {
            log.add(new ScoreRequest(
                    event.getRequestId(),
                    event.getUserId(),
                    event.getSourceType(),
                    event.getTimestamp(),
                    List.copyOf(pages.get(event.getRequestId())),
                    null));
        }
        if (i % 71 == 0 && event.getActionType() != ActionType.VIEW) {
            overtaken.add(new Overtaken(event, log.entries()));
        } else {
            log.add(event);
            if (i > 50) {
                rejected(i, event, now);
            }
        }
        if (!overtaken.isEmpty() && overtaken.peek().entriesBefore() + HELD_BACK < log.entries()) {
            log.add(overtaken.remove().event());
        }
        require(log.expected().of(event.getUserId()).watermark() <= now, "wrong clocks move the watermark");
    }

    /** Pauses before an event if the slice's time says so; pages are not cut. */
    private void pause(int i) {
        long pause = clocks.pause(time());
        if (pause > 0) {
            ticksFrom = i + EVENTS_BEFORE_TICK;
        }
        tick += pause;
        paused += pause;
    }

    private EventTime time() {
        return times.get(log.slices().size() - 1);
    }

    /** An event with the time that its customer's clock shows. */
    private UserEvent timed(UserEvent event, long now) {
        String user = event.getUserId();
        boolean fast = time() == EventTime.FAST_CLOCKS && mayBeAhead(user, now);
        long ahead = clocks.ahead(user, now, fast);
        UserEvent timed = new UserEvent(
                user,
                event.getProductId(),
                event.getActionType(),
                event.getSourceType(),
                now + ahead,
                event.getRequestId(),
                event.getEventId());
        if (ahead > 0) {
            wrong.add(timed);
        }
        return timed;
    }

    private boolean mayBeAhead(String user, long now) {
        return log.expected().of(user).aheadOf(now) < MOST_AHEAD;
    }

    /** Adds records that the app must reject. */
    private void rejected(int i, UserEvent event, long now) {
        String user = event.getUserId();
        long time = event.getTimestamp();
        if (i % 83 == 0 && event.getActionType() != ActionType.VIEW) {
            log.add(event); // a duplicate: its event_id is known
        }
        if (i % 79 == 0 && mayBeAhead(user, now)) {
            addWrong(new UserEvent(user, "product-1", ActionType.CLICK, null, now + 3 * TimeSpan.HOUR, null, null));
        }
        if (i % 61 == 0) {
            long longAgo = now - 3 * TimeSpan.HOUR;
            addWrong(new UserEvent(user, "product-1", ActionType.VIEW, null, longAgo, "long-ago-" + i, null));
        }
        if (i % 89 == 0) {
            log.addEmpty(new UserEvent(user, "", ActionType.CLICK, null, time, null, null));
        }
        if (i % 97 == 0) {
            log.addUnreadable(user, time);
        }
        if (i % 101 == 0) {
            log.add(new ScoreRequest("empty-" + i, user, null, time, List.of(), null));
        }
    }

    private void addWrong(UserEvent event) {
        wrong.add(event);
        log.add(event);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("the log is not as it should be: " + otherwise);
        }
    }
}
