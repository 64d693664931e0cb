package dev.freshet.trainer.publish;

import dev.freshet.core.block.Block;
import java.util.List;
import java.util.Map;

/**
 * A published version as it is read back.
 *
 * @param version number of training steps
 * @param mergedTime merged event time at its publication, epoch milliseconds UTC
 * @param beginning what the model began with
 * @param offsets next offset to read of each partition of training-examples
 * @param modelBlocks all blocks of the model
 */
public record KeptVersion(
        long version, long mergedTime, Beginning beginning, Map<Integer, Long> offsets, List<Block> modelBlocks) {

    /** From when on it could have served requests, epoch milliseconds UTC. */
    public long watermark() {
        return beginning.watermark(mergedTime);
    }

    /** End of the events in its statistics, epoch milliseconds UTC. */
    public long statisticsUntil() {
        return beginning.statisticsUntil(mergedTime);
    }
}
