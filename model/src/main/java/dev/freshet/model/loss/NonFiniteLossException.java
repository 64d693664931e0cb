package dev.freshet.model.loss;

/** A batch whose loss or gradient is not finite: no weight, moment or counter was changed by it. */
public final class NonFiniteLossException extends RuntimeException {

    private final transient Losses losses;
    private final boolean gradient;

    private NonFiniteLossException(long step, Losses losses, boolean gradient) {
        super("step " + step + ": " + (gradient ? "the gradient" : "the loss") + " is not finite (" + losses
                + "); the weights are unchanged");
        this.losses = losses;
        this.gradient = gradient;
    }

    public static NonFiniteLossException ofLoss(long step, Losses losses) {
        return new NonFiniteLossException(step, losses, false);
    }

    public static NonFiniteLossException ofGradient(long step, Losses losses) {
        return new NonFiniteLossException(step, losses, true);
    }

    /** Losses of the batch. */
    public Losses losses() {
        return losses;
    }

    /** Whether it is the gradient, of a loss that is finite. */
    public boolean isOfGradient() {
        return gradient;
    }
}
