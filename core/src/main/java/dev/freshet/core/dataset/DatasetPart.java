package dev.freshet.core.dataset;

/** The parts of a dataset. */
public enum DatasetPart {
    /** Next-positive targets to train on. */
    PRETRAIN_TRAIN("pretrain-train"),
    /** Next-positive targets for early stopping. */
    PRETRAIN_STOP("pretrain-stop"),
    /** Groups to train on. */
    RANK_TRAIN("rank-train"),
    /** Groups for early stopping. */
    RANK_STOP("rank-stop"),
    /** Groups to evaluate, with the history as it was when training ended. */
    RANK_FROZEN("rank-frozen"),
    /** The same groups, with the history as it was at the request. */
    RANK_LIVE("rank-live");

    private final String label;

    DatasetPart(String label) {
        this.label = label;
    }

    /** Whether its examples have request groups. */
    public boolean hasGroups() {
        return this != PRETRAIN_TRAIN && this != PRETRAIN_STOP;
    }

    /** Its name in files and summaries. */
    public String label() {
        return label;
    }
}
