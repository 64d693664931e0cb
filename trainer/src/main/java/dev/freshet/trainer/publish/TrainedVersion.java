package dev.freshet.trainer.publish;

import dev.freshet.core.block.Block;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.online.DivergedBatch;
import java.util.List;
import java.util.SortedMap;

/**
 * A version about to be published.
 *
 * @param version number of training steps
 * @param parent the version published before; -1 for the first
 * @param mergedTime merged event time, epoch milliseconds UTC
 * @param beginning what the model began with
 * @param offsets next offset to read of each partition of training-examples
 * @param modelBlocks all blocks of the model
 * @param trainerBlocks all blocks of optimizer and trainer state
 * @param items rows of the item table
 * @param contexts rows of the context table
 * @param examples targets and groups trained on since the beginning
 * @param frozen an older version to keep for evaluation, or this one; -1 for none
 * @param diverged batches that were skipped since the parent
 * @param window evaluations and steps since the parent
 */
public record TrainedVersion(
        long version,
        long parent,
        long mergedTime,
        Beginning beginning,
        SortedMap<Integer, Long> offsets,
        List<Block> modelBlocks,
        List<Block> trainerBlocks,
        int items,
        int contexts,
        long examples,
        long frozen,
        List<DivergedBatch> diverged,
        MetricsAccumulator window) {

    /** From when on it can serve requests, epoch milliseconds UTC. */
    public long watermark() {
        return beginning.watermark(mergedTime);
    }

    /** End of the events in its statistics, epoch milliseconds UTC. */
    public long statisticsUntil() {
        return beginning.statisticsUntil(mergedTime);
    }
}
