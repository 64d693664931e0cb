package dev.freshet.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

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
        EXPIRE_WAITING(4),
        LEAVE_CUSTOMER(5),
        FORGET_CUSTOMER(6),
        DROP_PRODUCT(7);

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
     * @param user the customer; the product for {@link Kind#DROP_PRODUCT}
     * @param id request id, event id or the place of a waiting event; empty for other kinds
     */
    public record Timer(long due, Kind kind, String user, String id) {}

    private static final int READ_AHEAD = 1_000;
    private static final byte[] SET = {};

    private final FirstKeys<byte[]> keys;

    /** @param rows a store as {@link #store} defines it */
    public Timers(KeyValueStore<Bytes, byte[]> rows) {
        this.keys = new FirstKeys<>(rows, READ_AHEAD);
    }

    /**
     * The store of the timers. It has no record cache, which copies all cached keys of a range for each iterator. Few
     * timers fire in the transaction that sets them, so a cache would save little of the changelog.
     */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
        return FirstKeys.store(StoreNames.TIMERS, Serdes.ByteArray()).withCachingDisabled();
    }

    public void set(Timer timer) {
        if (timer.kind() == Kind.FLUSH_TARGETS) {
            keys.putIfAbsent(key(timer), SET); // the only kind that is often set again: saves records in the changelog
        } else {
            keys.put(key(timer), SET);
        }
    }

    /** Removes a timer that may have fired. */
    public void cancel(Timer timer) {
        keys.delete(key(timer));
    }

    /** The watermark at which the next timer fires, epoch milliseconds; the largest long when none is set. */
    public long nextTime() {
        Bytes first = keys.first();
        return first == null ? Long.MAX_VALUE : due(first) + 1;
    }

    /**
     * Removes and returns the first timer that is due before the watermark; null when none is. The caller repeats the call
     * until then; timers set meanwhile fire in their turn.
     */
    public Timer take(long watermark) {
        Bytes first = keys.first();
        if (first == null || due(first) >= watermark) {
            return null;
        }
        keys.delete(first);
        return timer(first);
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
        Kind kind = kind(in.get());
        byte[] user = new byte[in.getInt()];
        in.get(user);
        byte[] id = new byte[in.remaining()];
        in.get(id);
        return new Timer(due, kind, new String(user, UTF_8), new String(id, UTF_8));
    }

    private static Kind kind(byte code) {
        if (code < 0 || code >= Kind.BY_CODE.length) {
            throw new StoreFormatException("a timer has code " + code + ", this version reads codes below "
                    + Kind.BY_CODE.length + "; " + StoreFormatException.REMEDY);
        }
        return Kind.BY_CODE[code];
    }

    private static long due(Bytes key) {
        return StoreKeys.sortable(ByteBuffer.wrap(key.get()).getLong());
    }
}
