package dev.freshet.schemas;

import org.apache.kafka.common.KafkaException;

/** The schema registry could not be asked. Says nothing about the record at hand, which must not be skipped for it. */
public final class RegistryUnavailableException extends KafkaException {

    private final boolean passing;

    RegistryUnavailableException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Whether the same call may go well later; false when something has to be mended first. */
    public boolean mayPass() {
        return passing;
    }
}
