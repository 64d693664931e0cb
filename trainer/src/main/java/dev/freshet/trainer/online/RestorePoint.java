package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.modeltopic.TrainerState;
import dev.freshet.modeltopic.VersionAssembler;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.trainer.publish.Beginning;
import dev.freshet.trainer.publish.KeptVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trainer continues from.
 *
 * @param newest manifest of the newest whole version; empty for a new model
 * @param kept the whole versions, oldest first: the newest, and perhaps a frozen one
 * @param trainerBlocks optimizer and trainer state of the newest
 */
record RestorePoint(Optional<ModelManifest> newest, List<KeptVersion> kept, List<Block> trainerBlocks) {

    /**
     * Takes the published versions, and the trainer state of the last.
     *
     * @throws IllegalStateException naming the block, when the newest version's state is missing or damaged
     */
    static RestorePoint of(VersionAssembler published, TrainerState state) {
        List<ModelVersion> versions = published.versions().stream()
                .map(version -> published.version(version).orElseThrow())
                .toList();
        Optional<ModelManifest> newest = published.newest().map(ModelVersion::manifest);
        return new RestorePoint(
                newest,
                versions.stream().map(RestorePoint::kept).toList(),
                newest.map(state::blocks).orElse(List.of()));
    }

    /** Offsets at which training continues, by partition; none for a new model. */
    Map<Integer, Long> offsets() {
        return kept.isEmpty() ? Map.of() : kept.get(kept.size() - 1).offsets();
    }

    private static KeptVersion kept(ModelVersion version) {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        version.manifest().getOffsets().forEach(o -> offsets.put(o.getPartition(), o.getOffset()));
        return new KeptVersion(
                version.version(),
                Beginning.mergedTime(version.manifest()),
                Beginning.of(version.manifest()),
                offsets,
                version.blocks());
    }
}
