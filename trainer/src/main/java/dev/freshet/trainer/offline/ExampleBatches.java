package dev.freshet.trainer.offline;

import dev.freshet.core.example.Example;
import dev.freshet.core.hash.Hash64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts examples into batches. */
final class ExampleBatches {

    private ExampleBatches() {}

    /** The examples of an epoch, ordered by a hash of (seed, epoch, index). */
    static List<Example> shuffled(List<Example> examples, long seed, int epoch) {
        Hash64 hash = Hash64.seeded(seed).add("shuffle").add(epoch);
        return IntStream.range(0, examples.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> hash.add(i).value())
                        .thenComparing(Comparator.naturalOrder()))
                .map(examples::get)
                .toList();
    }

    /**
     * Batches in order. Each has at most {@code users} examples and, when {@code tokens} is not 0, at most {@code
     * tokens} history events.
     */
    static List<List<Example>> of(List<Example> examples, int users, int tokens) {
        List<List<Example>> batches = new ArrayList<>();
        List<Example> open = new ArrayList<>();
        long held = 0;
        for (Example example : examples) {
            int size = example.history().size();
            boolean full = open.size() == users || (tokens > 0 && !open.isEmpty() && held + size > tokens);
            if (full) {
                batches.add(List.copyOf(open));
                open.clear();
                held = 0;
            }
            open.add(example);
            held += size;
        }
        if (!open.isEmpty()) {
            batches.add(List.copyOf(open));
        }
        return batches;
    }
}
