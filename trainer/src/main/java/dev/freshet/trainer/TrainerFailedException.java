package dev.freshet.trainer;

/** Why the trainer cannot go on, in one line for the operator. */
public final class TrainerFailedException extends RuntimeException {

    TrainerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
