package dev.freshet.trainer.publish;

import dev.freshet.core.block.Block;
import java.util.List;
import java.util.Map;

/**
 * A published version as it is read back.
 *
 * @param version number of training steps
 * @param watermark merged event time at its publication, epoch milliseconds UTC
 * @param offsets next offset to read of each partition of training-examples
 * @param modelBlocks all blocks of the model
 */
public record KeptVersion(long version, long watermark, Map<Integer, Long> offsets, List<Block> modelBlocks) {}
