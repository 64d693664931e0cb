package dev.freshet.model.batch;

/**
 * The input of one training step, as rows of the embedding tables.
 *
 * @param history windows of events, packed for one forward pass
 * @param targets events to predict among the catalogue
 * @param groups request groups to rank
 * @param catalogue rows of the item table that the softmax of the targets runs over
 */
public record Batch(PackedHistory history, BatchTargets targets, BatchGroups groups, Rows catalogue) {

    /** Rows {@code from}, inclusive, to {@code to}, exclusive. */
    public record Rows(int from, int to) {}
}
