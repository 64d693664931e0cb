package dev.freshet.trainer.offline;

import dev.freshet.core.example.Example;
import java.util.ArrayList;
import java.util.List;

/** Cuts examples into batches. */
final class ExampleBatches {

    private ExampleBatches() {}

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
