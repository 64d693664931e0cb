package dev.freshet.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that no reader will ever understand: belong to the dead letters. */
public final class UndecodableException extends SerializationException {
    UndecodableException(String topic, String problem, Throwable cause) {
        super("undecodable record in topic " + topic + ": " + problem, cause);
    }
}
