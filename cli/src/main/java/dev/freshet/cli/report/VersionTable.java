package dev.freshet.cli.report;

import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ModelManifest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Published versions as a table. */
public final class VersionTable {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private VersionTable() {}

    /**
     * Returns the table: a header, then one line for each version.
     *
     * @param digest whether the weights' digest ends each row
     */
    public static List<String> of(List<ModelVersion> versions, boolean digest) {
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "version",
                "trained until",
                "groups",
                "ndcg@10",
                "random",
                "products",
                "KiB",
                digest ? "  sha256" : ""));
        versions.forEach(version -> lines.add(line(version, digest)));
        return lines;
    }

    private static String line(ModelVersion version, boolean digest) {
        ModelManifest manifest = version.manifest();
        long bytes =
                manifest.getBlocks().stream().mapToLong(BlockRef::getLength).sum();
        return row(
                Long.toString(version.version()),
                manifest.getWatermark() == 0 ? "-" : MINUTES.format(Instant.ofEpochMilli(manifest.getWatermark())),
                figure(manifest, "groups.all", "%.0f"),
                figure(manifest, "ndcg10.all.model", "%.3f"),
                figure(manifest, "ndcg10.all.random", "%.3f"),
                String.format(Locale.ROOT, "%,d", manifest.getItems() - 1),
                String.format(Locale.ROOT, "%,d", bytes >> 10),
                digest ? "  " + digest(version) : "");
    }

    private static String digest(ModelVersion version) {
        return BlockDigest.of(StatisticsBlocks.without(version.blocks()));
    }

    /** A metric of a version; a dash when no group was evaluated. */
    private static String figure(ModelManifest manifest, String name, String format) {
        Double value = manifest.getEvaluation().get(name);
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%8s  %-16s  %8s  %8s  %8s  %10s  %8s%s", cells);
    }
}
