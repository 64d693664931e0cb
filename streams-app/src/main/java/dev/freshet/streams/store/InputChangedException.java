package dev.freshet.streams.store;

import org.apache.kafka.common.KafkaException;

/** The state was made from records that the input topic does not hold, or no longer holds. */
public final class InputChangedException extends KafkaException {

    private static final long serialVersionUID = 1;

    InputChangedException(String message) {
        super(message);
    }
}
