package dev.freshet.audit.leakage;

import dev.freshet.core.block.Block;
import dev.freshet.core.leakage.StatisticsRules;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.schemas.InitialModel;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.config.DurationSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The product statistics of a version, as published.
 *
 * @param offset of the version's manifest in topic model
 * @param manifest of the version
 * @param blocks of its statistics
 */
record VersionStatistics(long offset, ModelManifest manifest, List<Block> blocks) {

    private static final String NO_TERM = "off";

    VersionStatistics {
        blocks = List.copyOf(blocks);
    }

    /** The version that was published before; empty for the first. */
    Optional<Long> parent() {
        return Optional.of(manifest.getParent()).filter(parent -> parent >= 0);
    }

    /** Whether the version carries statistics, or has a feature term, which needs them. */
    boolean isNeeded() {
        return !blocks.isEmpty() || !setting("model.term").orElse(NO_TERM).equals(NO_TERM);
    }

    /** Next offset to read of each partition of training-examples that the version has read. */
    SortedMap<Integer, Long> offsets() {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        manifest.getOffsets().forEach(consumed -> offsets.put(consumed.getPartition(), consumed.getOffset()));
        return offsets;
    }

    /** The trainer's bounds of statistics; empty when the manifest does not tell them. */
    Optional<StatisticsLimits> limits() {
        try {
            return setting("statistics.products.max")
                    .flatMap(products -> setting("statistics.partners.max")
                            .map(partners ->
                                    new StatisticsLimits(Integer.parseInt(products), Integer.parseInt(partners))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the trainer read all examples in merged order. It may skip silent partitions if a setting allows that. */
    boolean isInOrder() {
        return manifest.getDeterministic()
                || setting("merge.idle.timeout").orElse("").equals(DurationSetting.NONE);
    }

    /** Whether the statistics of the file that the model began with count a record of this time, so that it is skipped. */
    boolean beganWith(long recordTime) {
        InitialModel file = manifest.getInit();
        return file != null && file.getStatisticsUntil() != null && recordTime <= file.getStatisticsUntil();
    }

    /** @throws CorruptBlockException naming the block that is damaged */
    StatisticsSnapshot read() {
        return StatisticsBlocks.read(new BlockSource(blocks));
    }

    StatisticsRules rules() {
        return new StatisticsRules(offset, manifest.getVersion(), end(), offsets());
    }

    /** End of the events in the statistics. It lies before the watermark when the file's weights know later data. */
    private long end() {
        InitialModel file = manifest.getInit();
        if (file == null) {
            return manifest.getWatermark();
        }
        return file.getStatisticsUntil() == null
                ? file.getMergedTime()
                : Math.max(file.getStatisticsUntil(), file.getMergedTime());
    }

    /** A setting of the trainer by its name in the fingerprint. */
    private Optional<String> setting(String name) {
        Map<String, String> fingerprint = manifest.getFingerprint();
        return Optional.ofNullable(fingerprint.get("config." + name));
    }
}
