package dev.freshet.model.batch;

/**
 * Next-positive targets of a batch: N events, each predicted from the state after the event before it.
 *
 * @param states (N) token whose state predicts, or -1 for the empty history
 * @param items (N) row of the product
 * @param contexts (N) row of the source
 * @param classes (N) feedback class
 */
// instances are never compared
@SuppressWarnings("ArrayRecordComponent")
public record BatchTargets(long[] states, long[] items, long[] contexts, long[] classes) {

    public int size() {
        return states.length;
    }
}
