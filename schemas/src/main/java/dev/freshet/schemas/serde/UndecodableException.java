package dev.freshet.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that no reader can ever decode; the record becomes a dead letter. */
public final class UndecodableException extends SerializationException {
    UndecodableException(String topic, String problem, Throwable cause) {
        super("undecodable record in topic " + topic + ": " + problem, cause);
    }
}
