package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.hash.Hash64;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.network.TermKind;
import dev.freshet.trainer.state.RehearsalState;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups that a model was trained on last. Its feature term is trained on some of them again after each new batch, which is
 * called rehearsal or experience replay in continual learning. Not thread-safe.
 */
final class RehearsalBuffer {

    private final TermKind term;
    private final long seed;

    /** A ring: the group that was kept as the n-th is at index n modulo the length. */
    private final RehearsalGroup[] ring;

    private long count;
    private int size;

    /**
     * @param seed of the draws
     * @param capacity the most groups to keep; those of a model without a term are not kept
     */
    RehearsalBuffer(TermKind term, long seed, int capacity) {
        this.term = term;
        this.seed = seed;
        ring = new RehearsalGroup[term == TermKind.OFF ? 0 : capacity];
    }

    /** Keeps the groups with both labels of examples that a model trains on, in place of the oldest. */
    void add(List<Example> trained) {
        if (ring.length == 0) {
            return;
        }
        for (Example example : trained) {
            for (ExampleGroup group : example.groups()) {
                if (group.labels().contains(0) && group.labels().contains(1)) {
                    add(RehearsalGroup.of(group));
                }
            }
        }
    }

    private void add(RehearsalGroup group) {
        ring[index(count)] = group;
        size = Math.min(size + 1, ring.length);
        count++;
    }

    private int index(long number) {
        return (int) (number % ring.length);
    }

    /** Draws groups by hash, with replacement; none while it is empty. Equal arguments draw the same. */
    List<RankedPage> draw(long step, int round, int wanted) {
        List<RankedPage> drawn = new ArrayList<>();
        Hash64 hash = Hash64.seeded(seed).add("rehearsal").add(step).add(round);
        for (int i = 0; i < wanted && size > 0; i++) {
            long of = Long.remainderUnsigned(hash.add(i).value(), size);
            drawn.add(ring[index(count - size + of)].page(term));
        }
        return drawn;
    }

    RehearsalState state() {
        List<RehearsalGroup> oldestFirst = new ArrayList<>();
        for (long number = count - size; number < count; number++) {
            oldestFirst.add(ring[index(number)]);
        }
        return new RehearsalState(
                count, oldestFirst.stream().map(RehearsalGroup::record).toList());
    }

    /** Continues from a state, null for none; of more groups than it can keep it keeps the newest. */
    void restore(RehearsalState state) {
        if (state != null && ring.length > 0) {
            count = state.getCount() - state.getPages().size();
            state.getPages().forEach(page -> add(RehearsalGroup.of(page)));
        }
    }
}
