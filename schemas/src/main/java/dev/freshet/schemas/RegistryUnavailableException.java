package dev.freshet.schemas;

import org.apache.kafka.common.KafkaException;

/** The schema registry could not be asked. Says nothing about the record at hand, which must not be skipped for it. */
public final class RegistryUnavailableException extends KafkaException {
    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
