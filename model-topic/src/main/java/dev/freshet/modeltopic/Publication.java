package dev.freshet.modeltopic;

import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.TrainingMetrics;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A version to publish.
 *
 * @param manifest all of it but the two lists of blocks, which the writer fills in. Its parent must be -1 or a version that
 *     is kept; its offsets of {@code training-examples} are committed with it
 * @param blocks all blocks of the version, in the manifest's order; content equal to the parent's is not written again
 * @param trainerBlocks all blocks of the trainer's state, in order; those with content are written
 * @param extras further records of the same transaction, such as {@link TrainingMetrics}
 * @param pinned versions to keep besides the newest
 */
public record Publication(
        ModelManifest manifest,
        List<BlockUpdate> blocks,
        List<BlockUpdate> trainerBlocks,
        List<ProducerRecord<String, SpecificRecord>> extras,
        Set<Long> pinned) {

    public Publication {
        blocks = List.copyOf(blocks);
        trainerBlocks = List.copyOf(trainerBlocks);
        extras = List.copyOf(extras);
        pinned = Set.copyOf(pinned);
    }
}
