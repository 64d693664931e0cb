package dev.freshet.streams;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A {@link ShopLog} with disorder: events out of order, hours late, duplicated and from the future, with ticks between
 * them. Equal seeds give equal records in equal order.
 */
final class MessyLog {

    private static final int TICK_EVERY = 60;

    private final Random random;
    private final List<SpecificRecord> records = new ArrayList<>();
    private long latest;

    private record Arrival(UserEvent event, long time) {}

    private MessyLog(long seed) {
        random = new Random(seed);
    }

    /** Events, and ticks for every partition; the last tick is past every open group. */
    static List<SpecificRecord> records(int users, int pages, long seed) {
        MessyLog log = new MessyLog(seed);
        List<Arrival> arrivals = new ArrayList<>();
        ShopLog.events(users, pages, seed).forEach(event -> log.arrive(event, arrivals));
        arrivals.sort(Comparator.comparingLong(Arrival::time));
        arrivals.forEach(arrival -> log.add(arrival.event()));
        log.records.add(new Tick(log.latest + TimeSpan.DAY));
        return List.copyOf(log.records);
    }

    private void arrive(UserEvent event, List<Arrival> arrivals) {
        UserEvent named = named(event, random.nextInt(3) == 0 ? null : "e" + arrivals.size());
        long time = event.getTimestamp() + delay();
        arrivals.add(new Arrival(named, time));
        if (random.nextInt(30) == 0) {
            arrivals.add(new Arrival(named, time + delay()));
        }
    }

    /** Delay between an event and its arrival, milliseconds. */
    private long delay() {
        int luck = random.nextInt(100);
        if (luck < 70) {
            return 0;
        }
        return random.nextInt((luck < 90 ? 10 : 360) * 60_000);
    }

    private void add(UserEvent event) {
        records.add(event);
        latest = Math.max(latest, event.getTimestamp());
        if (random.nextInt(80) == 0) {
            long ahead = latest + (2 + random.nextInt(40)) * TimeSpan.HOUR;
            records.add(new UserEvent(event.getUserId(), "p0", ActionType.CLICK, null, ahead, null, null));
        }
        if (records.size() % TICK_EVERY == 0) {
            records.add(new Tick(latest));
        }
    }

    private static UserEvent named(UserEvent event, String id) {
        return new UserEvent(
                event.getUserId(),
                event.getProductId(),
                event.getActionType(),
                event.getSourceType(),
                event.getTimestamp(),
                event.getRequestId(),
                id);
    }
}
