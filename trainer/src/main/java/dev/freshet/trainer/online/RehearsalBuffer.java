package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.core.hash.Hash64;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.batch.TrainedGroup;
import dev.freshet.model.network.TermKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups that a model was trained on last. Its feature term is trained on some of them again after each new batch, which is
 * called rehearsal or experience replay in continual learning. Not thread-safe.
 */
final class RehearsalBuffer {

    /** Of fewer groups the term would learn by heart what each looks like. */
    static final int LEAST = 512;

    private final TermKind term;
    private final long seed;

    /** A ring: the group that was kept as the n-th is at index n modulo the length. */
    private final RehearsalGroup[] ring;

    /** The encoded groups; null where they have changed. */
    private final Block[] encoded;

    private long count;

    /**
     * @param seed of the draws
     * @param capacity the most groups to keep; those of a model without a term are not kept
     */
    RehearsalBuffer(TermKind term, long seed, int capacity) {
        this.term = term;
        this.seed = seed;
        ring = new RehearsalGroup[term == TermKind.OFF ? 0 : capacity];
        encoded = new Block[blockOf(ring.length + RehearsalBlocks.GROUPS - 1)];
    }

    /**
     * Keeps a group that the model was trained on, in place of the oldest; not one of more than {@link
     * RehearsalBlocks#MOST_PRODUCTS} products.
     */
    void add(TrainedGroup trained) {
        if (ring.length > 0 && trained.network().length <= RehearsalBlocks.MOST_PRODUCTS) {
            keep(RehearsalGroup.of(trained));
        }
    }

    private void keep(RehearsalGroup group) {
        int index = (int) (count % ring.length);
        ring[index] = group;
        encoded[blockOf(index)] = null;
        count++;
    }

    private int size() {
        return (int) Math.min(count, ring.length);
    }

    private static int blockOf(int index) {
        return index / RehearsalBlocks.GROUPS;
    }

    /**
     * Draws groups by hash, with replacement, for a step; none while there are fewer than {@link #LEAST} and room for more. Equal
     * arguments draw the same.
     */
    List<RankedPage> draw(long step, int wanted) {
        List<RankedPage> drawn = new ArrayList<>();
        Hash64 hash = Hash64.seeded(seed).add("rehearsal").add(step);
        int size = size();
        boolean enough = size > 0 && size >= Math.min(LEAST, ring.length);
        for (int i = 0; i < wanted && enough; i++) {
            drawn.add(ring[(int) Long.remainderUnsigned(hash.add(i).value(), size)].page(term));
        }
        return drawn;
    }

    /** Groups kept so far, those included that are gone. */
    long count() {
        return count;
    }

    /** The groups; blocks without a change since the last call are the same objects. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int size = size();
        for (int from = 0; from < size; from += RehearsalBlocks.GROUPS) {
            int number = blockOf(from);
            if (encoded[number] == null) {
                int to = Math.min(from + RehearsalBlocks.GROUPS, size);
                encoded[number] =
                        RehearsalBlocks.encode(number, Arrays.asList(ring).subList(from, to));
            }
            blocks.add(encoded[number]);
        }
        return blocks;
    }

    /**
     * Continues from what another buffer held; of more groups than it can keep it keeps the newest.
     *
     * @param before the other's {@link #count}
     * @param blocks the other's {@link #blocks}
     * @throws IllegalArgumentException naming a block that is damaged
     */
    void restore(long before, List<Block> blocks) {
        if (ring.length == 0) {
            return;
        }
        List<RehearsalGroup> stored = blocks.stream()
                .flatMap(block -> RehearsalBlocks.decode(block).stream())
                .toList();
        boolean same = stored.size() == Math.min(before, ring.length);
        int oldest = same || stored.isEmpty() ? 0 : (int) (before % stored.size());
        for (int i = 0; i < stored.size(); i++) {
            keep(stored.get((oldest + i) % stored.size()));
        }
        count = same ? before : count;
    }
}
