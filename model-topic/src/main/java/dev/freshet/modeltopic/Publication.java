package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.TrainingMetrics;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A version to publish.
 *
 * @param manifest everything except the two lists of blocks, which the writer fills in. Its parent is -1 or a kept
 *     version; its offsets of {@code training-examples} are committed in the same transaction
 * @param blocks all blocks of the version, in the manifest's order; a block equal to the parent's is not written again
 * @param trainerBlocks all blocks of the trainer's state, in order; one that is equal to that of this writer's last
 *     publication is not written again
 * @param extras further records of the same transaction, such as {@link TrainingMetrics}
 * @param alsoKept versions to keep beside the newest, as far as they are published
 */
public record Publication(
        ModelManifest manifest,
        List<Block> blocks,
        List<Block> trainerBlocks,
        List<ProducerRecord<String, SpecificRecord>> extras,
        Set<Long> alsoKept) {

    /** A version beside which only the newest are kept. */
    public Publication(
            ModelManifest manifest,
            List<Block> blocks,
            List<Block> trainerBlocks,
            List<ProducerRecord<String, SpecificRecord>> extras) {
        this(manifest, blocks, trainerBlocks, extras, Set.of());
    }

    public Publication {
        blocks = List.copyOf(blocks);
        trainerBlocks = List.copyOf(trainerBlocks);
        extras = List.copyOf(extras);
        alsoKept = Set.copyOf(alsoKept);
    }
}
