package dev.freshet.streams.store;

import org.apache.kafka.common.errors.SerializationException;

/** A store has a row of a format that this version does not read, as after a return to an older version. */
public final class StoreFormatException extends SerializationException {

    private static final long serialVersionUID = 1;

    StoreFormatException(String message) {
        super(message);
    }
}
