package dev.freshet.model.file;

import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.hash.Sha256;
import dev.freshet.core.statistics.RowBlocks;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Product statistics in a model file: {@link StatisticsColumns} as tensors {@code statistics.COLUMN}, and the metadata {@code
 * statistics} and {@code statistics_digest}. The digest is SHA-256 over the former and the tensors.
 */
final class StatisticsTensors {

    static final String PREFIX = "statistics.";

    private static final String ABOUT = "statistics";
    private static final String DIGEST = "statistics_digest";

    /**
     * The metadata {@code statistics}.
     *
     * @param until end of the events that they count, epoch milliseconds UTC
     * @param features {@link PageFeatures#fingerprint} of the features that are computed from them
     * @param blocks number of blocks of {@link RowBlocks#ROWS} slots
     * @param products ids of the rows
     */
    private record About(Long until, Long features, Integer blocks, List<String> products) {
        private About {
            Preconditions.require("until", until);
            Preconditions.require("features", features);
            Preconditions.require("blocks", blocks);
            products = Preconditions.requireAll("products", products);
        }
    }

    private StatisticsTensors() {}

    /** Adds the statistics to the metadata of a file; returns their tensors, those of eight-byte numbers first. */
    static List<TensorFile.Entry> write(SavedStatistics statistics, Map<String, String> metadata) {
        StatisticsSnapshot snapshot = statistics.snapshot();
        StatisticsColumns columns = StatisticsColumns.of(snapshot);
        List<TensorFile.Entry> entries = columns.entries(PREFIX);
        String about = JsonFiles.line(new About(
                statistics.until(),
                PageFeatures.fingerprint(),
                RowBlocks.rows(snapshot).size(),
                columns.products()));
        metadata.put(ABOUT, about);
        metadata.put(DIGEST, digest(about, entries));
        return entries;
    }

    /**
     * The statistics of a file; null for a file without any.
     *
     * @throws IllegalArgumentException when they are damaged or incomplete, or of other live features than this release has
     */
    static SavedStatistics read(Map<String, String> metadata, List<TensorFile.Entry> entries) {
        String text = metadata.get(ABOUT);
        if (text == null && entries.isEmpty()) {
            return null;
        }
        if (text == null || !digest(text, entries).equals(metadata.get(DIGEST))) {
            throw new IllegalArgumentException("its product statistics are damaged: tensors " + PREFIX
                    + "* and metadata " + ABOUT + " are not those that " + DIGEST
                    + " is of; copy it again, or leave all of them out");
        }
        About about = about(text);
        if (about.features() != PageFeatures.fingerprint()) {
            throw new IllegalArgumentException("its product statistics are for other live features than those of this"
                    + " release; use the release that wrote it, or train anew");
        }
        try {
            StatisticsColumns columns = StatisticsColumns.of(PREFIX, entries, about.products());
            return new SavedStatistics(about.until(), columns.snapshot(about.blocks()));
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException e) {
            throw new IllegalArgumentException("its product statistics are damaged: " + e.getMessage(), e);
        }
    }

    private static About about(String text) {
        try {
            return Preconditions.require(ABOUT, JsonFiles.parse(text, About.class));
        } catch (IOException e) {
            throw new IllegalArgumentException("its product statistics are damaged: " + e.getMessage(), e);
        }
    }

    static String digest(String about, List<TensorFile.Entry> entries) {
        Sha256 digest = new Sha256().add(about);
        entries.stream()
                .sorted(Comparator.comparing(TensorFile.Entry::name))
                .forEach(entry -> digest.add(entry.name())
                        .add(entry.dtype())
                        .add((long) entry.data().length)
                        .add(entry.data()));
        return digest.hex();
    }
}
