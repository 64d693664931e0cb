package dev.freshet.model;

/** A batch whose loss or gradient is not finite: no weight, moment or counter was changed by it. */
public final class NonFiniteLossException extends RuntimeException {

    NonFiniteLossException(long step, Losses losses, String what) {
        super("step " + step + ": " + what + " is not finite (" + losses + "); the weights are unchanged, so quarantine"
                + " the batch or go back to an earlier version");
    }
}
