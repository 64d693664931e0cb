package dev.freshet.schemas.registry;

import org.apache.kafka.common.KafkaException;

/** The registry answered that it has no schema with this id. */
public final class UnknownSchemaException extends KafkaException {
    UnknownSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
