package dev.freshet.core.statistics;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows by slot, in blocks. A copy shares the blocks, and a block is copied when one of its rows changes, so that a
 * snapshot costs what has changed since the last one. Not thread-safe; a copy that nobody changes is.
 */
final class StatisticsRows {

    static final int BLOCK = 64;

    private StatisticsRow[][] blocks;

    /** Blocks that no copy shares. */
    private final BitSet own = new BitSet();

    StatisticsRows() {
        this(new StatisticsRow[0][]);
    }

    StatisticsRows(StatisticsRow[][] blocks) {
        this.blocks = blocks;
    }

    StatisticsRows copy() {
        own.clear();
        return new StatisticsRows(blocks.clone());
    }

    /** The rows by block; nobody may change them. */
    StatisticsRow[][] blocks() {
        return blocks;
    }

    /** One more than the largest slot that may hold a row. */
    int slots() {
        return blocks.length * BLOCK;
    }

    /** The row of a slot; null for an empty one. */
    StatisticsRow get(int slot) {
        return blocks[slot / BLOCK][slot % BLOCK];
    }

    void set(int slot, StatisticsRow row) {
        int block = slot / BLOCK;
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, block + 1);
            blocks[block] = new StatisticsRow[BLOCK];
            own.set(block);
        }
        if (!own.get(block)) {
            blocks[block] = blocks[block].clone();
            own.set(block);
        }
        blocks[block][slot % BLOCK] = row;
    }
}
