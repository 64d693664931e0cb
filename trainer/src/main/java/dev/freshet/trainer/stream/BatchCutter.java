package dev.freshet.trainer.stream;

import dev.freshet.core.example.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the merged stream into batches by tokens, by parts and by event time, so that the cuts depend only on the
 * stream. Held-out groups and targets are left out. Not thread-safe.
 */
public final class BatchCutter {

    private final BatchLimits limits;
    private final List<Example> open = new ArrayList<>();
    private final List<StreamPosition> positions = new ArrayList<>();
    private int tokens;
    private int parts;
    private long firstTime;

    public BatchCutter(BatchLimits limits) {
        this.limits = limits;
    }

    /** Called before the record that moves merged time is added: closes the open batch when its span or interval is over. */
    public Optional<TrainingBatch> advance(long mergedTime) {
        boolean over = mergedTime - firstTime > limits.span().toMillis() || interval(mergedTime) > interval(firstTime);
        return over ? close() : Optional.empty();
    }

    private long interval(long time) {
        return Math.floorDiv(time, limits.publication().toMillis());
    }

    /**
     * Adds the example of a position at merged time. If the example fills the batch, closes the batch, which includes
     * the example.
     */
    public Optional<TrainingBatch> add(long mergedTime, StreamPosition position, Example example) {
        Example trainable = example.trainable();
        int added = trainable.targets().size() + trainable.groups().size();
        if (added == 0) {
            return Optional.empty();
        }
        if (open.isEmpty()) {
            firstTime = mergedTime;
        }
        open.add(trainable);
        positions.add(position);
        parts += added;
        tokens += example.history().size();
        tokens +=
                trainable.groups().stream().mapToInt(g -> g.productIds().size()).sum();
        return tokens >= limits.tokens() || parts >= limits.parts() ? close() : Optional.empty();
    }

    /** Closes the open batch; empty when nothing is in it. */
    public Optional<TrainingBatch> close() {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        TrainingBatch batch = new TrainingBatch(open, positions, parts);
        open.clear();
        positions.clear();
        tokens = 0;
        parts = 0;
        return Optional.of(batch);
    }
}
