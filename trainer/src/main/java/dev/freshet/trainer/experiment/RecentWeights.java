package dev.freshet.trainer.experiment;

import dev.freshet.core.block.Block;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.evaluation.HeldVersions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The weights of the model as they were at every tenth minute, without waiting for a publication. They have learned from the batches
 * that were closed by then. Not thread-safe.
 */
final class RecentWeights implements AutoCloseable {

    private static final long INTERVAL = 10 * TimeSpan.MINUTE;

    private final HeldVersions<ServingModel> held;
    private long steps = -1;
    private long slot = Long.MIN_VALUE;

    /** @param reach how far a group's date may lie behind merged time */
    RecentWeights(Duration reach) {
        held = new HeldVersions<>((int) (reach.toMillis() / INTERVAL) + 2, ServingModel::close);
    }

    /**
     * Called before the record of a time is processed.
     *
     * @param recordTime epoch milliseconds
     * @param trained steps of the model
     * @param blocks of the model as it is
     */
    void advance(long recordTime, long trained, Supplier<List<Block>> blocks) {
        long now = Math.floorDiv(recordTime, INTERVAL);
        if (now > slot && trained > steps) {
            slot = now;
            steps = trained;
            held.add(recordTime, recordTime, ServingModel.load(trained, blocks.get(), StatisticsSnapshot.EMPTY));
        }
    }

    /** The newest weights that could have served a request of a time, epoch milliseconds. */
    Optional<ServingModel> servingAt(long time) {
        return held.servingAt(time);
    }

    @Override
    public void close() {
        held.clear();
    }
}
