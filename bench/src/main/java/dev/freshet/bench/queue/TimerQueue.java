package dev.freshet.bench.queue;

import dev.freshet.streams.store.Timers;
import dev.freshet.streams.store.Timers.Timer;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Timers of all kinds, with ids as long as a shop's. */
final class TimerQueue implements OpenQueue<Timer> {

    private static final List<Timers.Kind> KINDS = List.of(Timers.Kind.values());
    private static final int CUSTOMERS = 1_000;

    private final Timers timers;

    TimerQueue(KeyValueStore<Bytes, byte[]> rows) {
        this.timers = new Timers(rows);
    }

    @Override
    public Timer entry(long time, long number) {
        String user = String.format("customer-%03d", number % CUSTOMERS);
        return new Timer(time, KINDS.get((int) (number % KINDS.size())), user, "event-" + number);
    }

    @Override
    public long time(Timer entry) {
        return entry.due();
    }

    @Override
    public Comparator<Timer> order() {
        return Comparator.comparingLong(Timer::due)
                .thenComparing(Timer::kind)
                .thenComparing(Timer::user)
                .thenComparing(Timer::id);
    }

    @Override
    public void add(Timer entry) {
        timers.set(entry);
    }

    @Override
    public Timer take(long watermark) {
        return timers.take(watermark);
    }
}
