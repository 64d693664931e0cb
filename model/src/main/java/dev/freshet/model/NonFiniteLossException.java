package dev.freshet.model;

/** A batch whose loss or gradient is not finite: no weight, moment or counter was changed by it. */
public final class NonFiniteLossException extends RuntimeException {

    NonFiniteLossException(long step, Losses losses, String what) {
        super("step " + step + ": " + what + " is not finite (" + losses + "); the weights are unchanged; set a lower"
                + " learning.rate, or begin anew with another --data-dir or model.name");
    }
}
