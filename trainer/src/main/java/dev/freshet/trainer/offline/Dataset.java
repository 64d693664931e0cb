package dev.freshet.trainer.offline;

import dev.freshet.core.block.Block;
import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.core.example.Example;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.file.JsonFiles;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.SavedStatistics;
import dev.freshet.model.file.Vocabularies;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.codec.ExampleDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A dataset on disk: a file of examples for each part, live features of their groups, product statistics at the end of training,
 * cart additions, vocabularies, and the summary.
 */
public final class Dataset {

    static final String EXTENSION = ".avro";
    static final String CARTS = "carts.avro";
    static final String VOCABULARY = "vocabulary.json";
    static final String STATISTICS = "statistics.safetensors";
    static final String SUMMARY = "summary.json";

    private final Path directory;
    private final DatasetSummary summary;

    private Dataset(Path directory, DatasetSummary summary) {
        this.directory = directory;
        this.summary = summary;
    }

    /**
     * The dataset in a directory.
     *
     * @throws RefusedException when the directory holds no complete dataset
     */
    public static Dataset open(Path directory) {
        Path file = directory.resolve(SUMMARY);
        if (!Files.exists(file)) {
            throw new RefusedException(
                    directory + " holds no dataset (no " + SUMMARY + "); build one with freshet dataset");
        }
        return new Dataset(directory, JsonFiles.read(file, DatasetSummary.class));
    }

    public Path directory() {
        return directory;
    }

    public DatasetSummary summary() {
        return summary;
    }

    /** Last time of the training part, epoch milliseconds. */
    long trainEnd() {
        return summary.split().get("train_end");
    }

    /** Whether the part that decides when to stop is also the one that models are evaluated on. */
    boolean stopsByTheEvaluatedPart() {
        return summary.protocol().equals(DatasetSpec.NOTEBOOK);
    }

    /**
     * The end of the events that a part is made of, labels included: all are before this time, epoch milliseconds. It is the end
     * of the training part, or that of the log for a part that decides when to stop in protocol notebook.
     */
    long end(DatasetPart part) {
        boolean stop = part == DatasetPart.PRETRAIN_STOP || part == DatasetPart.RANK_STOP;
        return summary.split().get(stop && stopsByTheEvaluatedPart() ? "end" : "train_end") + 1;
    }

    Vocabularies vocabularies() {
        return JsonFiles.read(directory.resolve(VOCABULARY), Vocabularies.class);
    }

    boolean has(DatasetPart part) {
        return summary.parts().containsKey(part.label());
    }

    /** Whether its groups have live features; those of protocol notebook have none. */
    public boolean hasFeatures() {
        return summary.settings().containsKey(DatasetSpec.FEATURES);
    }

    /** The product statistics at the end of training; empty for a dataset without live features. */
    Optional<SavedStatistics> statistics() {
        if (!hasFeatures()) {
            return Optional.empty();
        }
        Path file = directory.resolve(STATISTICS);
        List<Block> blocks = BlockFile.read(file).blocks();
        try {
            return Optional.of(new SavedStatistics(trainEnd(), StatisticsBlocks.read(new BlockSource(blocks))));
        } catch (CorruptBlockException e) {
            throw new RefusedException(
                    file + " is damaged: " + e.getMessage() + "; build the dataset anew with freshet dataset", e);
        }
    }

    private List<Example> withFeatures(DatasetPart part, List<Example> examples) {
        if (!hasFeatures() || !part.hasGroups()) {
            return examples;
        }
        String built = summary.settings().get(DatasetSpec.FEATURES);
        if (!built.equals(Long.toHexString(PageFeatures.fingerprint()))) {
            throw new RefusedException(
                    directory + " has other live features than those of this release; build the dataset"
                            + " anew with freshet dataset");
        }
        return FeatureFile.join(directory, part.label(), examples);
    }

    /** All examples of a part, groups with their live features where the dataset has them. Equal ids share one string. */
    List<Example> read(DatasetPart part) {
        Map<String, String> ids = new HashMap<>();
        List<Example> examples = new ArrayList<>();
        AvroFile.forEach(directory.resolve(part.label() + EXTENSION), TrainingExample.class, record -> {
            record.getHistory().getProductIds().replaceAll(id -> ids.computeIfAbsent(id, same -> same));
            record.getHistory().getSourceTypes().replaceAll(id -> id == null ? null : ids.computeIfAbsent(id, s -> s));
            record.getGroups()
                    .forEach(group -> group.getProductIds().replaceAll(id -> ids.computeIfAbsent(id, same -> same)));
            examples.add(ExampleDecoder.of(record));
        });
        long written = summary.parts().getOrDefault(part.label(), Map.of()).getOrDefault("examples", 0L);
        requireWhole(directory.resolve(part.label() + EXTENSION), examples.size(), written);
        return withFeatures(part, examples);
    }

    CartLog carts() {
        CartLog carts = new CartLog();
        AtomicLong read = new AtomicLong();
        AvroFile.forEach(directory.resolve(CARTS), CartAddition.class, cart -> {
            carts.add(cart);
            read.incrementAndGet();
        });
        requireWhole(directory.resolve(CARTS), read.get(), summary.events().getOrDefault("cart_update", 0L));
        return carts;
    }

    /** Compares the counts of records: a container file that ends within a block reads like a shorter file. */
    static void requireWhole(Path file, long read, long written) {
        if (read != written) {
            throw new RefusedException(file + " is cut short or does not belong to " + SUMMARY
                    + ": it has " + read + " records, not " + written
                    + "; build the dataset anew with freshet dataset");
        }
    }
}
