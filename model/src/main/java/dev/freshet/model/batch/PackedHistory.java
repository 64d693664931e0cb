package dev.freshet.model.batch;

/**
 * Windows of a batch without padding, one after the other: T tokens in all.
 *
 * @param lengths tokens of each window, every one at least 1
 * @param items (T) rows of the item table
 * @param contexts (T) rows of the context table
 * @param actions (T) rows of the action table
 * @param positions (T) index of the token in its window
 */
// instances are never compared
@SuppressWarnings("ArrayRecordComponent")
public record PackedHistory(int[] lengths, long[] items, long[] contexts, long[] actions, long[] positions) {

    public int tokens() {
        return items.length;
    }
}
