package dev.freshet.model.batch;

/**
 * One step's worth of training, as rows of the tables.
 *
 * @param history windows that share the forward pass
 * @param targets to be predicted among the catalogue
 * @param groups to be ranked
 * @param catalogue rows of the item table that the softmax of the targets runs over
 */
public record Batch(PackedHistory history, BatchTargets targets, BatchGroups groups, Rows catalogue) {

    /** Rows {@code from} to {@code to}, the latter excluded. */
    public record Rows(int from, int to) {}
}
