package dev.freshet.streams.store;

import org.apache.kafka.common.errors.SerializationException;

/** A store has a row of a format that this version does not read, as after a return to an older version. */
public final class StoreFormatException extends SerializationException {

    static final String REMEDY =
            "run the version that wrote it, or freshet streams reset, which deletes the application's"
                    + " state, so that it starts again from the records that are there";

    private static final long serialVersionUID = 1;

    StoreFormatException(String message) {
        super(message);
    }
}
