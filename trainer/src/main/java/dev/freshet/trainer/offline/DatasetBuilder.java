package dev.freshet.trainer.offline;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.dataset.NamedCounts;
import dev.freshet.core.dataset.Protocol;
import dev.freshet.core.dataset.Split;
import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.file.JsonFiles;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.Vocabularies;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.codec.ExampleEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds a dataset in one pass over the events. Only the protocol's state is held in memory. The summary is written
 * last, so a directory without a summary is no dataset.
 */
public final class DatasetBuilder implements AutoCloseable {

    private final DatasetSpec recipe;
    private final Path directory;
    private final Map<DatasetPart, AvroFile<TrainingExample>> files = new EnumMap<>(DatasetPart.class);
    private final Map<DatasetPart, FeatureFile> features = new EnumMap<>(DatasetPart.class);
    private final Map<String, NamedCounts> parts = new TreeMap<>();
    private final NamedCounts events = new NamedCounts();
    private final Set<String> users = new HashSet<>();

    private DatasetBuilder(DatasetSpec recipe, Path directory) {
        this.recipe = recipe;
        this.directory = directory;
    }

    /**
     * Builds the dataset.
     *
     * @param events in order of time
     * @param directory new or empty
     * @throws RefusedException when it cannot be written, or there is nothing to train on or to evaluate
     */
    public static DatasetSummary build(Iterator<LogEvent> events, DatasetSpec recipe, Path directory) {
        requireEmpty(directory);
        try (DatasetBuilder builder = new DatasetBuilder(recipe, directory)) {
            for (DatasetPart part : DatasetPart.values()) {
                if (part != DatasetPart.RANK_LIVE || !recipe.notebook()) {
                    Path file = directory.resolve(part.label() + Dataset.EXTENSION);
                    builder.files.put(part, AvroFile.create(file, TrainingExample.class));
                    builder.parts.put(part.label(), new NamedCounts());
                    if (part.hasGroups() && recipe.hasFeatures()) {
                        builder.features.put(part, FeatureFile.create(directory, part.label()));
                    }
                }
            }
            return builder.build(events);
        }
    }

    private DatasetSummary build(Iterator<LogEvent> log) {
        Protocol protocol = recipe.protocol();
        SeenIds seen = new SeenIds(recipe);
        try (AvroFile<CartAddition> carts = AvroFile.create(directory.resolve(Dataset.CARTS), CartAddition.class)) {
            while (log.hasNext()) {
                LogEvent event = log.next();
                events.add(event.action().name().toLowerCase(Locale.ROOT));
                users.add(event.userId());
                seen.add(event);
                if (event.action() == Action.CART_UPDATE) {
                    carts.append(new CartAddition(event.productId(), event.timestamp()));
                }
                protocol.add(event);
            }
        }
        protocol.finish(this::write);
        close();
        protocol.statistics()
                .ifPresent(statistics -> new BlockFile(Map.of(), StatisticsBlocks.write(statistics))
                        .write(directory.resolve(Dataset.STATISTICS)));
        Vocabularies vocabularies = seen.vocabularies();
        DatasetSummary summary = summary(protocol, vocabularies);
        requireUsable(summary);
        JsonFiles.write(directory.resolve(Dataset.VOCABULARY), vocabularies);
        JsonFiles.write(directory.resolve(Dataset.SUMMARY), summary);
        return summary;
    }

    private void write(DatasetPart part, Example example) {
        files.get(part).append(ExampleEncoder.of(example));
        if (features.containsKey(part)) {
            features.get(part).append(example);
        }
        NamedCounts counts = parts.get(part.label());
        counts.add("examples");
        counts.add("events", example.history().size());
        counts.add("targets", example.targets().size());
        counts.add("groups", example.groups().size());
    }

    private DatasetSummary summary(Protocol protocol, Vocabularies vocabularies) {
        Split split = recipe.split();
        Map<String, Map<String, Long>> byPart = new TreeMap<>();
        parts.forEach((part, counts) -> byPart.put(part, counts.asMap()));
        return new DatasetSummary(
                recipe.name(),
                recipe.settings(),
                Map.of(
                        "start", split.start(),
                        "train_end", split.trainEnd(),
                        "valid_from", split.validFrom(),
                        "end", split.end()),
                events.asMap(),
                users.size(),
                vocabularies.products().size(),
                vocabularies.sources().size(),
                protocol.counts().asMap(),
                byPart);
    }

    private void requireUsable(DatasetSummary summary) {
        boolean trains = parts.get(DatasetPart.RANK_TRAIN.label()).get("groups") > 0
                || parts.get(DatasetPart.PRETRAIN_TRAIN.label()).get("targets") > 0;
        if (!trains) {
            throw new RefusedException(
                    "nothing of the log can be trained on: no customer has two clicks, cart additions or purchases,"
                            + " and no request showed 10 products of which some went into the cart; found events "
                            + summary.events() + ", rules " + summary.counts());
        }
    }

    private static void requireEmpty(Path directory) {
        try {
            Files.createDirectories(directory);
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new RefusedException(
                            RefusedException.Reason.DIRECTORY_NOT_EMPTY,
                            directory + " is not empty; name another directory, or remove it");
                }
            }
        } catch (IOException e) {
            throw new RefusedException(directory + " cannot be made: " + e, e);
        }
    }

    @Override
    public void close() {
        files.values().forEach(AvroFile::close);
        features.values().forEach(FeatureFile::close);
    }
}
