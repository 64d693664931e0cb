package dev.freshet.trainer.offline;

import dev.freshet.model.Block;
import dev.freshet.model.ModelConfig;
import dev.freshet.model.ServingModel;
import dev.freshet.model.TrainableModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model in one file: weights, vocabularies, shape, and what it reached.
 *
 * @param config shape and seed
 * @param vocabularies ids of its rows
 * @param steps trained
 * @param result of the epoch that it is from
 * @param blocks weights and vocabularies
 */
public record SavedModel(
        ModelConfig config, Vocabularies vocabularies, long steps, EpochResult result, List<Block> blocks) {

    private static final String FORMAT = "freshet-offline-1";

    static SavedModel of(TrainableModel model, ModelConfig config, EpochResult result) {
        return new SavedModel(
                config,
                new Vocabularies(model.items().ids(), model.contexts().ids()),
                model.steps(),
                result,
                model.modelBlocks());
    }

    void write(Path file) {
        new BlockFile(
                        Map.of(
                                "format", FORMAT,
                                "config", Json.text(config),
                                "vocabularies", Json.text(vocabularies),
                                "steps", String.valueOf(steps),
                                "result", Json.text(result)),
                        blocks)
                .write(file);
    }

    /**
     * Reads a model.
     *
     * @throws OfflineException naming the file when it is missing, damaged or of another kind
     */
    public static SavedModel read(Path file) {
        BlockFile stored = BlockFile.read(file);
        Map<String, String> metadata = stored.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new OfflineException(file + " is no model that freshet pretrain or finetune wrote");
        }
        try {
            return new SavedModel(
                    Json.parse(metadata.get("config"), ModelConfig.class),
                    Json.parse(metadata.get("vocabularies"), Vocabularies.class),
                    Long.parseLong(metadata.get("steps")),
                    Json.parse(metadata.get("result"), EpochResult.class),
                    stored.blocks());
        } catch (IOException | IllegalArgumentException e) {
            throw new OfflineException(file + ": its metadata cannot be read: " + e.getMessage(), e);
        }
    }

    ServingModel serving() {
        return ServingModel.load(steps, blocks);
    }
}
