package dev.freshet.streams.event;

import dev.freshet.schemas.UserEvent;

/** A record of user-events that could be decoded and satisfies {@link EventRules}. */
public sealed interface ValidInput {

    /** What a customer did. */
    record CustomerEvent(UserEvent event) implements ValidInput {}

    /**
     * The partition's time, without an event.
     *
     * @param timestamp epoch milliseconds UTC
     */
    record TimeTick(long timestamp) implements ValidInput {}
}
