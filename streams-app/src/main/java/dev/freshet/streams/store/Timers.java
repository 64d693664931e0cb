package dev.freshet.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
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
        FORGET_EVENT_ID(3),
        EXPIRE_WAITING(4);

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
     * @param id request id, event id or the place of a waiting event; empty for {@link Kind#FLUSH_TARGETS}
     */
    public record Timer(long due, Kind kind, String user, String id) {}

    private static final byte[] SET = {};

    private final KeyValueStore<Bytes, byte[]> rows;
    private final FirstKeys first;

    public Timers(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
        this.first = new FirstKeys(rows, null, null);
    }

    public void set(Timer timer) {
        Bytes key = key(timer);
        rows.put(key, SET);
        first.put(key);
    }

    /** The watermark at which the next timer fires, epoch milliseconds; the largest long when none is set. */
    public long nextTime() {
        Bytes key = first.first();
        return key == null
                ? Long.MAX_VALUE
                : StoreKeys.sortable(ByteBuffer.wrap(key.get()).getLong()) + 1;
    }

    /** Removes the timer that fires next, and returns it. */
    public Timer takeFirst() {
        Bytes key = first.first();
        rows.delete(key);
        first.delete(key);
        return timer(key);
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
}
