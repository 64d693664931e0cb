package dev.freshet.streams.store;

import dev.freshet.streams.rows.WaitingEvent;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

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

    private final KeyValueStore<Bytes, WaitingEvent> rows;
    private final Order order;
    private final FirstKeys first;
    private Bytes headKey;
    private WaitingEvent head;

    public EventQueue(KeyValueStore<Bytes, WaitingEvent> rows, Order order) {
        this.rows = rows;
        this.order = order;
        this.first = new FirstKeys(rows, key(Long.MIN_VALUE, 0), key(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    public boolean isEmpty() {
        return first.first() == null;
    }

    public void add(WaitingEvent event) {
        Bytes key = key(event);
        rows.put(key, event);
        first.put(key);
    }

    /** The first event; null when the queue is empty. */
    public WaitingEvent first() {
        Bytes key = first.first();
        if (key == null || !key.equals(headKey)) {
            headKey = key;
            head = key == null ? null : rows.get(key);
        }
        return head;
    }

    /** The last event of a queue that is not empty. */
    public WaitingEvent last() {
        try (KeyValueIterator<Bytes, WaitingEvent> backwards =
                rows.reverseRange(key(Long.MIN_VALUE, 0), key(Long.MAX_VALUE, Long.MAX_VALUE))) {
            return backwards.next().value;
        }
    }

    /** The event of a timestamp and an offset; null when it no longer waits. */
    public WaitingEvent get(long timestamp, long offset) {
        return rows.get(key(timestamp, offset));
    }

    public void remove(WaitingEvent event) {
        Bytes key = key(event);
        rows.delete(key);
        first.delete(key);
    }

    /** Iterates over the whole queue in order; to be closed. */
    public KeyValueIterator<Bytes, WaitingEvent> all() {
        return rows.range(key(Long.MIN_VALUE, 0), key(Long.MAX_VALUE, Long.MAX_VALUE));
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
