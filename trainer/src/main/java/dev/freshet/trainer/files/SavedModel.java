package dev.freshet.trainer.files;

import dev.freshet.model.Block;
import dev.freshet.model.ComputeDevice;
import dev.freshet.model.Digest;
import dev.freshet.model.ModelConfig;
import dev.freshet.model.ServingModel;
import dev.freshet.model.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model in one file: a safetensors state_dict that PyTorch loads as it is, with shape, vocabularies and what the model
 * reached as its metadata.
 *
 * @param config shape, seed and dropout
 * @param vocabularies ids of its rows
 * @param steps trained
 * @param origin where it comes from, in words
 * @param metrics by name; what it reached when it was saved
 * @param blocks weights and vocabularies
 */
public record SavedModel(
        ModelConfig config,
        Vocabularies vocabularies,
        long steps,
        String origin,
        Map<String, Double> metrics,
        List<Block> blocks) {

    private static final String FORMAT = "freshet-model-1";

    private record About(ModelConfig config, long steps, String origin, Map<String, Double> metrics) {}

    public SavedModel {
        metrics = new TreeMap<>(metrics);
        blocks = List.copyOf(blocks);
    }

    /**
     * A model of its blocks.
     *
     * @param dropout that it was trained with, which blocks do not hold
     */
    public static SavedModel of(List<Block> blocks, double dropout, String origin, Map<String, Double> metrics) {
        StateDict state = StateDict.of(blocks);
        ModelConfig shape = state.config();
        ModelConfig config =
                new ModelConfig(shape.dim(), shape.heads(), shape.layers(), shape.maxLength(), shape.seed(), dropout);
        Vocabularies vocabularies = new Vocabularies(state.products(), state.sources());
        return new SavedModel(config, vocabularies, state.steps(), origin, metrics, blocks);
    }

    /** SHA-256 of weights and vocabularies, hexadecimal: the digest of a published version with the same. */
    public String digest() {
        return Digest.of(blocks);
    }

    /** Its weights by their names in PyTorch. */
    public StateDict state() {
        return StateDict.of(blocks);
    }

    /** Replaces the file, whole or not at all. */
    public void write(Path file) {
        Map<String, String> metadata = Map.of(
                "format", FORMAT,
                "about", Json.line(new About(config, steps, origin, metrics)),
                "vocabularies", Json.line(vocabularies),
                "digest", digest());
        new StateFile(metadata, state().tensors()).write(file);
    }

    /**
     * Reads a model.
     *
     * @throws RefusedException naming the file when it is missing, damaged or of another kind
     */
    public static SavedModel read(Path file) {
        StateFile stored = StateFile.read(file);
        Map<String, String> metadata = stored.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new RefusedException(file + " is no model of freshet; make one of a state_dict of PyTorch with:"
                    + " freshet model import " + file + " --vocabulary FILE.json --out MODEL.safetensors");
        }
        try {
            About about = Json.parse(metadata.get("about"), About.class);
            Vocabularies ids = Json.parse(metadata.get("vocabularies"), Vocabularies.class);
            List<Block> blocks = new StateDict(
                            about.config(), about.steps(), ids.products(), ids.sources(), stored.tensors())
                    .blocks();
            SavedModel model =
                    new SavedModel(about.config(), ids, about.steps(), about.origin(), about.metrics(), blocks);
            if (!model.digest().equals(metadata.get("digest"))) {
                throw new RefusedException(file + " is damaged: its weights or vocabularies are not those that its"
                        + " digest is of; copy it again, or train anew");
            }
            return model;
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new RefusedException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Ready to rank; the caller closes it. */
    public ServingModel serving() {
        return serving(ComputeDevice.CPU);
    }

    /** The same on another device. */
    public ServingModel serving(ComputeDevice device) {
        return ServingModel.load(steps, blocks, device);
    }
}
