package dev.freshet.streams.event;

import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.rows.WaitingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A record of user-events that could be decoded and satisfies {@link EventRules}. */
public sealed interface ValidInput {

    /** Epoch milliseconds UTC. */
    long timestamp();

    /** The input as a row of a store. */
    WaitingEvent row();

    /**
     * What a customer did.
     *
     * @param offset of its record
     */
    record CustomerEvent(UserEvent event, long offset) implements ValidInput {

        @Override
        public long timestamp() {
            return event.getTimestamp();
        }

        @Override
        public WaitingEvent row() {
            try {
                return new WaitingEvent(offset, timestamp(), null, event.toByteBuffer());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The partition's time, without an event.
     *
     * @param offset of its record
     */
    record TimeTick(long timestamp, long offset) implements ValidInput {

        @Override
        public WaitingEvent row() {
            return new WaitingEvent(offset, timestamp, null, null);
        }
    }

    /** The input that a row holds. */
    static ValidInput of(WaitingEvent row) {
        if (row.getEvent() == null) {
            return new TimeTick(row.getTimestamp(), row.getOffset());
        }
        try {
            return new CustomerEvent(UserEvent.fromByteBuffer(row.getEvent().duplicate()), row.getOffset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
