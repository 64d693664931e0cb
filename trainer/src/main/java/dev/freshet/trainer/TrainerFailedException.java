package dev.freshet.trainer;

import dev.freshet.model.file.RefusedException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Why the trainer cannot continue, in one line for the operator. */
public final class TrainerFailedException extends RuntimeException {

    private final boolean understood;

    public TrainerFailedException(String message, Throwable cause) {
        this(message, cause, true);
    }

    private TrainerFailedException(String message, Throwable cause, boolean understood) {
        super(message, cause);
        this.understood = understood;
    }

    static TrainerFailedException of(TrainerConfig config, Throwable cause) {
        if (cause instanceof TrainerFailedException failed) {
            return failed;
        }
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            return new TrainerFailedException(
                    "another trainer of model " + config.modelName()
                            + " has taken over; this one ends. Run one for each " + TrainerSettings.MODEL_NAME
                            + ". (Or a publication took longer than kafka.transaction.timeout.ms.)",
                    cause);
        }
        if (cause instanceof RefusedException) {
            return new TrainerFailedException(TrainerSettings.MODEL_INIT + ": " + cause.getMessage(), cause);
        }
        if (cause instanceof ConfigException) {
            return new TrainerFailedException(cause.getMessage(), cause);
        }
        return new TrainerFailedException("trainer of model " + config.modelName() + " failed: " + cause, cause, false);
    }

    /** Whether the message explains the failure; otherwise the stack trace of the cause is needed too. */
    boolean isUnderstood() {
        return understood;
    }
}
