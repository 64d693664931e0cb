package dev.freshet.model;

/**
 * Windows of a batch without padding, one after the other: T tokens in all.
 *
 * @param lengths tokens of each window, every one at least 1
 * @param items (T) rows of the item table
 * @param contexts (T) rows of the context table
 * @param actions (T) rows of the action table
 * @param positions (T) index of the token in its window
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of indices that nobody compares
record History(int[] lengths, long[] items, long[] contexts, long[] actions, long[] positions) {

    int tokens() {
        return items.length;
    }
}
