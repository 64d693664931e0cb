package dev.freshet.streams.store;

import dev.freshet.streams.rows.WaitingEvent;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** One of the two queues of user-events that are not applied yet, in a store that both share. */
public final class EventQueue {

    /** The order of a queue; the code is the first byte of its keys. */
    public enum Order {
        /** By offset. */
        ARRIVAL(0),
        /** By timestamp, then by offset. */
        TIME(1);

        private final byte code;

        Order(int code) {
            this.code = (byte) code;
        }
    }

    private static final int READ_AHEAD = 1_000;

    private final KeyValueStore<Bytes, WaitingEvent> rows;
    private final Order order;
    private final FirstKeys<WaitingEvent> keys;
    private Bytes headKey;
    private WaitingEvent head;
    /** Null when it has to be read; saves iterators that would step over the tombstones behind it. */
    private WaitingEvent last;

    public EventQueue(KeyValueStore<Bytes, WaitingEvent> rows, Order order) {
        this.rows = rows;
        this.order = order;
        this.keys = new FirstKeys<>(rows, lowest(), highest(), READ_AHEAD);
    }

    /** The store of the queues. It has no record cache, which copies all cached keys of a range for each iterator. */
    public static StoreBuilder<KeyValueStore<Bytes, WaitingEvent>> store() {
        return FirstKeys.store(
                        StoreNames.WAITING_EVENTS, new RowSerde<>(WaitingEvent.class, WaitingEvent.getClassSchema()))
                .withCachingDisabled();
    }

    public boolean isEmpty() {
        return keys.first() == null;
    }

    public void add(WaitingEvent event) {
        keys.put(key(event), event);
        last = last != null && key(last).compareTo(key(event)) > 0 ? last : null;
    }

    /** The first event; null when the queue is empty. */
    public WaitingEvent first() {
        Bytes key = keys.first();
        if (key == null || !key.equals(headKey)) {
            headKey = key;
            head = key == null ? null : keys.get(key);
        }
        return head;
    }

    /** The last event of a queue that is not empty. */
    public WaitingEvent last() {
        if (last == null) {
            try (KeyValueIterator<Bytes, WaitingEvent> backwards = rows.reverseRange(lowest(), highest())) {
                last = backwards.next().value;
            }
        }
        return last;
    }

    /** The event of a timestamp and an offset; null when it no longer waits. */
    public WaitingEvent get(long timestamp, long offset) {
        return keys.get(key(timestamp, offset));
    }

    public void remove(WaitingEvent event) {
        keys.delete(key(event));
        last = event.equals(last) ? null : last;
    }

    /** Iterates over the whole queue in order; to be closed. */
    public KeyValueIterator<Bytes, WaitingEvent> all() {
        return rows.range(lowest(), highest());
    }

    private Bytes lowest() {
        return key(Long.MIN_VALUE, 0);
    }

    private Bytes highest() {
        return key(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private Bytes key(WaitingEvent event) {
        return key(event.getTimestamp(), event.getOffset());
    }

    private Bytes key(long timestamp, long offset) {
        return Bytes.wrap(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(order.code)
                .putLong(StoreKeys.sortable(order == Order.TIME ? timestamp : 0))
                .putLong(offset)
                .array());
    }
}
