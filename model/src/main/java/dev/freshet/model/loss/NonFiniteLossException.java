package dev.freshet.model.loss;

/** The loss or gradient of a batch is not finite. The batch changed no weight, moment or counter. */
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

    /** Whether the gradient is not finite although the loss is. */
    public boolean isOfGradient() {
        return gradient;
    }
}
