package dev.freshet.audit;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** A map of hashes to numbers that takes 21 to 43 bytes an entry: millions of ids fit into a small heap. */
public final class LongTable {

    /** What a hash without an entry has. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int INITIAL = 1 << 10;

    private long[] hashes = new long[INITIAL];
    private long[] values = empty(INITIAL);
    private int size;

    private static long[] empty(int capacity) {
        long[] values = new long[capacity];
        Arrays.fill(values, NONE);
        return values;
    }

    public long get(long hash) {
        return values[slot(hash)];
    }

    /** Sets a hash's value and returns the one before. */
    public long put(long hash, long value) {
        int slot = slot(hash);
        long before = values[slot];
        hashes[slot] = hash;
        values[slot] = value;
        if (before == NONE && ++size > values.length / 4 * 3) {
            grow();
        }
        return before;
    }

    public void forEachValue(LongConsumer action) {
        for (long value : values) {
            if (value != NONE) {
                action.accept(value);
            }
        }
    }

    /** Where a hash is or would be; hashes are mixed already, so their low bits serve. */
    private int slot(long hash) {
        int mask = values.length - 1;
        int slot = (int) hash & mask;
        while (values[slot] != NONE && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldValues = values;
        hashes = new long[oldHashes.length * 2];
        values = empty(hashes.length);
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != NONE) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
