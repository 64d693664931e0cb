package dev.freshet.audit.leakage;

import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.modeltopic.VersionAssembler;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.serde.RecordTypes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The statistics of one model's versions, from the records of topic model. Keeps no other blocks, and blocks that versions
 * share once. Not thread-safe.
 */
final class AuditedStatistics {

    /** The order of training. */
    private static final Comparator<VersionStatistics> BY_PROGRESS = Comparator.comparingLong(AuditedStatistics::read)
            .thenComparingLong(version -> version.manifest().getVersion());

    private final String model;
    private final VersionAssembler versions;
    private final Map<Long, Long> manifests = new HashMap<>();

    AuditedStatistics(String model) {
        RecordTypes.trust(); // a copy of a manifest is made by Avro
        this.model = model;
        versions = new VersionAssembler(model, refused -> {}); // no reader takes it, so nobody sees its statistics
    }

    /**
     * Takes the next record of topic model.
     *
     * @param value null for a tombstone, and for a value that cannot be decoded
     */
    void add(long offset, String key, SpecificRecord value) {
        if (value instanceof ModelManifest manifest) {
            if (manifest.getModel().equals(model)) {
                manifests.put(manifest.getVersion(), offset);
            }
            versions.accept(key, ofStatistics(manifest));
        } else if (!(value instanceof ModelBlock block) || StatisticsBlocks.owns(block.getBlock())) {
            versions.accept(key, value);
        }
    }

    private static ModelManifest ofStatistics(ModelManifest manifest) {
        return ModelManifest.newBuilder(manifest)
                .setBlocks(manifest.getBlocks().stream()
                        .filter(block -> StatisticsBlocks.owns(block.getBlock()))
                        .toList())
                .build();
    }

    /** The versions that need statistics, in the order of their offsets. */
    List<VersionStatistics> versions() {
        return versions.versions().stream()
                .flatMap(version -> versions.version(version).stream())
                .map(version ->
                        new VersionStatistics(manifests.get(version.version()), version.manifest(), version.blocks()))
                .filter(VersionStatistics::isNeeded)
                .sorted(BY_PROGRESS)
                .toList();
    }

    private static long read(VersionStatistics version) {
        return version.offsets().values().stream().mapToLong(Long::longValue).sum();
    }
}
