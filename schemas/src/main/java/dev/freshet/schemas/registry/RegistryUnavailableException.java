package dev.freshet.schemas.registry;

import org.apache.kafka.common.KafkaException;

/** The schema registry could not be asked. Says nothing about the record at hand, which must not be skipped for it. */
public final class RegistryUnavailableException extends KafkaException {

    RegistryUnavailableException(String message, Exception cause) {
        super(message, cause);
    }

    /** Whether the same call may go well later; false when something has to be mended first. */
    public boolean mayPass() {
        return RegistryFailure.mayPass((Exception) getCause());
    }

    /** Whether the registry knows us and would not tell; other schemas may be ours. */
    public boolean isForbidden() {
        return getCause() instanceof RegistryAnswerException answer && answer.isForbidden();
    }
}
