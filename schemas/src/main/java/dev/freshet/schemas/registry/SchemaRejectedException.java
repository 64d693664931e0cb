package dev.freshet.schemas.registry;

import org.apache.kafka.common.KafkaException;

/** The registry refused to register a schema: it is invalid, or incompatible with what the subject holds. */
public final class SchemaRejectedException extends KafkaException {
    SchemaRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
