package dev.freshet.model.file;

/** A file, setting or dataset that offline training cannot use. The message names it. */
public final class RefusedException extends RuntimeException {

    /** Kinds of refusals, so that the caller can name the remedy. */
    public enum Reason {
        /** The message says everything. */
        OTHER,
        /** The directory for results has files in it. */
        DIRECTORY_NOT_EMPTY,
        /** The directory holds a training, which is not to be resumed. */
        TRAINING_EXISTS,
        /** The directory holds no training to resume. */
        TRAINING_MISSING,
        /** The training to resume has other settings. */
        OTHER_SETTINGS,
        /** Loss or gradient is not finite. */
        DIVERGED,
        /** A part of the dataset has too little in it. */
        PART_TOO_SMALL,
        /** The dataset has no histories as they were at each request. */
        NO_LIVE_HISTORIES,
        /** The dataset has no live features for the model's feature term. */
        NO_LIVE_FEATURES,
        /** The model knows none of the dataset's products. */
        OTHER_PRODUCTS
    }

    private final Reason reason;

    public RefusedException(String message) {
        this(Reason.OTHER, message, null);
    }

    public RefusedException(String message, Throwable cause) {
        this(Reason.OTHER, message, cause);
    }

    public RefusedException(Reason reason, String message) {
        this(reason, message, null);
    }

    public RefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
