package dev.freshet.schemas.registry;

import org.apache.kafka.common.KafkaException;

/** The schema registry did not answer. The record at hand may be valid, so it must not be skipped. */
public final class RegistryUnavailableException extends KafkaException {

    RegistryUnavailableException(String message, Exception cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later; false when something must be fixed first. */
    public boolean mayPass() {
        return RegistryFailure.mayPass((Exception) getCause());
    }

    /** Whether the registry accepts the credentials but denies access; it may allow access to other schemas. */
    public boolean isForbidden() {
        return getCause() instanceof RegistryAnswerException answer && answer.isForbidden();
    }
}
