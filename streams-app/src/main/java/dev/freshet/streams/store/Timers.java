package dev.freshet.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Timers that fire when the watermark has passed their time, in order of time, then kind, then identity, so that every
 * run has the same order. Setting a timer again has no effect.
 */
public final class Timers {

    /** In the order in which timers of equal time fire: groups are emitted before the targets that label them. */
    public enum Kind {
        CLOSE_GROUP(0),
        FLUSH_TARGETS(1),
        FORGET_GROUP(2),
        FORGET_EVENT_ID(3);

        private static final Kind[] BY_CODE = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /**
     * One timer.
     *
     * @param due the timer fires when the watermark is larger, epoch milliseconds
     * @param user the customer
     * @param id request id or event id; empty for {@link Kind#FLUSH_TARGETS}
     */
    public record Timer(long due, Kind kind, String user, String id) {}

    private static final int MOST = 1000;
    private static final byte[] SET = {};

    private final KeyValueStore<Bytes, byte[]> rows;
    /** No timer is due before this time; reading from here skips the tombstones of fired timers. */
    private long earliest;

    public Timers(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
        this.earliest = earliestFrom(Long.MIN_VALUE);
    }

    public void set(Timer timer) {
        rows.put(key(timer), SET);
        earliest = Math.min(earliest, timer.due());
    }

    /**
     * Removes and returns timers that are due before the watermark, in order, at most {@value #MOST}. The caller
     * repeats the call until the list is empty; timers set meanwhile fire in their turn.
     */
    public List<Timer> take(long watermark) {
        if (earliest >= watermark) {
            return List.of();
        }
        List<Timer> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range = rows.range(time(earliest), time(watermark))) {
            while (range.hasNext() && due.size() < MOST) {
                due.add(timer(range.next().key));
            }
        }
        due.forEach(timer -> rows.delete(key(timer)));
        earliest =
                earliestFrom(due.size() < MOST ? watermark : due.get(MOST - 1).due());
        return due;
    }

    private long earliestFrom(long time) {
        try (KeyValueIterator<Bytes, byte[]> rest = rows.range(time(time), null)) {
            return rest.hasNext() ? timer(rest.next().key).due() : Long.MAX_VALUE;
        }
    }

    private static Bytes key(Timer timer) {
        byte[] user = timer.user().getBytes(UTF_8);
        byte[] id = timer.id().getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + 1 + Integer.BYTES + user.length + id.length)
                .putLong(StoreKeys.sortable(timer.due()))
                .put((byte) timer.kind().code)
                .putInt(user.length)
                .put(user)
                .put(id)
                .array());
    }

    private static Timer timer(Bytes key) {
        ByteBuffer in = ByteBuffer.wrap(key.get());
        long due = StoreKeys.sortable(in.getLong());
        Kind kind = Kind.BY_CODE[in.get()];
        byte[] user = new byte[in.getInt()];
        in.get(user);
        byte[] id = new byte[in.remaining()];
        in.get(id);
        return new Timer(due, kind, new String(user, UTF_8), new String(id, UTF_8));
    }

    /** Sorts before every timer due at a time. */
    private static Bytes time(long time) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES)
                .putLong(StoreKeys.sortable(time))
                .array());
    }
}
