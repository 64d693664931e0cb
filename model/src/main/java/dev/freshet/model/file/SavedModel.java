package dev.freshet.model.file;

import dev.freshet.core.block.Block;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.checkpoint.StateDict;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.torch.ComputeDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A model in one file: a safetensors state_dict that PyTorch loads unchanged. Its metadata hold shape, vocabularies and
 * metrics.
 *
 * @param config shape, seed and dropout
 * @param vocabularies ids of its rows
 * @param steps optimizer steps taken
 * @param origin where it comes from, as text
 * @param metrics its metrics by name when it was saved
 * @param blocks weights and vocabularies
 * @param trainedUntil end of the events that training, early stopping or selection has seen, epoch milliseconds UTC; null
 *     when it is unknown
 * @param statistics product statistics; null for none
 */
public record SavedModel(
        ModelConfig config,
        Vocabularies vocabularies,
        long steps,
        String origin,
        Map<String, Double> metrics,
        List<Block> blocks,
        Long trainedUntil,
        SavedStatistics statistics) {

    private static final String FORMAT = "freshet-model-1";

    /** @param features {@link PageFeatures#fingerprint} of the features that the term reads; null without a term */
    private record About(ModelConfig config, long steps, String origin, Map<String, Double> metrics, Long features) {
        private About {
            Preconditions.require("config", config);
            Preconditions.require("origin", origin);
            Preconditions.require("metrics", metrics);
        }
    }

    public SavedModel {
        metrics = new TreeMap<>(metrics);
        blocks = List.copyOf(blocks);
    }

    /**
     * Makes a model from its blocks, without their statistics and without the end of its data.
     *
     * @param dropout rate that it was trained with, which blocks do not hold
     */
    public static SavedModel of(List<Block> blocks, double dropout, String origin, Map<String, Double> metrics) {
        StateDict state = StateDict.of(blocks);
        ModelConfig shape = state.config();
        ModelConfig config = new ModelConfig(
                shape.dim(), shape.heads(), shape.layers(), shape.maxLength(), shape.seed(), dropout, shape.term());
        Vocabularies vocabularies = new Vocabularies(state.products(), state.sources());
        return new SavedModel(
                config, vocabularies, state.steps(), origin, metrics, StatisticsBlocks.without(blocks), null, null);
    }

    /** The same model with the end of its data, null for unknown. */
    public SavedModel trainedUntil(Long end) {
        return new SavedModel(config, vocabularies, steps, origin, metrics, blocks, end, statistics);
    }

    /** The same model with product statistics, null for none. */
    public SavedModel with(SavedStatistics others) {
        return new SavedModel(config, vocabularies, steps, origin, metrics, blocks, trainedUntil, others);
    }

    /**
     * SHA-256 of weights and vocabularies, hexadecimal: a published version with the same blocks has the same digest.
     */
    public String digest() {
        return BlockDigest.of(blocks);
    }

    /** The weights by their names in PyTorch. */
    public StateDict state() {
        return StateDict.of(blocks);
    }

    /** Replaces the file, whole or not at all. */
    public void write(Path file) {
        Map<String, String> metadata = new TreeMap<>(Map.of(
                "format", FORMAT,
                "about", JsonFiles.line(new About(config, steps, origin, metrics, features())),
                "vocabularies", JsonFiles.line(vocabularies),
                "digest", digest()));
        TrainingEnd.write(trainedUntil, metadata);
        List<TensorFile.Entry> tensors = statistics == null ? List.of() : StatisticsTensors.write(statistics, metadata);
        new StateDictFile(metadata, state().tensors(), tensors).write(file);
    }

    /**
     * Reads a model.
     *
     * @throws RefusedException naming the file when it is missing, damaged or of another kind
     */
    public static SavedModel read(Path file) {
        StateDictFile stored = StateDictFile.read(file);
        Map<String, String> metadata = stored.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new RefusedException(file + " is no model of freshet; freshet model import makes one from a"
                    + " PyTorch state_dict and its vocabulary");
        }
        try {
            About about = parsed(metadata, "about", About.class);
            if (about.config().term() != TermKind.OFF
                    && !Objects.equals(about.features(), PageFeatures.fingerprint())) {
                throw new RefusedException(
                        file + " has a feature term that reads other live features than those of this"
                                + " release; use the release that wrote it, or train anew");
            }
            Vocabularies ids = parsed(metadata, "vocabularies", Vocabularies.class);
            List<Block> blocks = new StateDict(
                            about.config(), about.steps(), ids.products(), ids.sources(), stored.tensors())
                    .blocks();
            SavedModel model = new SavedModel(
                    about.config(),
                    ids,
                    about.steps(),
                    about.origin(),
                    about.metrics(),
                    blocks,
                    TrainingEnd.read(metadata),
                    StatisticsTensors.read(metadata, stored.statistics()));
            if (!model.digest().equals(metadata.get("digest"))) {
                throw new RefusedException(file + " is damaged: its weights or vocabularies are not those that its"
                        + " digest is of; copy it again, or train anew");
            }
            return model;
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Long features() {
        return config.term() == TermKind.OFF ? null : Long.valueOf(PageFeatures.fingerprint());
    }

    private static <T> T parsed(Map<String, String> metadata, String name, Class<T> type) throws IOException {
        T parsed = JsonFiles.parse(Preconditions.require(name, metadata.get(name)), type);
        return Preconditions.require(name, parsed);
    }

    /**
     * Checks that the network has a shape and that a term, if it has one, is of the wanted kind.
     *
     * @param file where this model was read
     * @param settings names of the settings of {@code dim}, {@code heads}, {@code layers}, {@code maxLength} and {@code
     *     term}, by these keys; what has no setting is absent
     * @throws RefusedException naming file, setting and value that do not agree
     */
    public void requireShape(Path file, ModelConfig wanted, Map<String, String> settings) {
        require(file, settings, "dim", config.dim(), wanted.dim());
        require(file, settings, "heads", config.heads(), wanted.heads());
        require(file, settings, "layers", config.layers(), wanted.layers());
        require(file, settings, "maxLength", config.maxLength(), wanted.maxLength());
        if (config.term() != TermKind.OFF) {
            require(file, settings, "term", config.term().label(), wanted.term().label());
        }
    }

    private static void require(Path file, Map<String, String> settings, String field, Object found, Object wanted) {
        if (!found.equals(wanted)) {
            String setting = settings.getOrDefault(field, field);
            String way = settings.containsKey(field) ? "set " + setting + "=" + found + ", or " : "";
            throw new RefusedException(file + " has " + setting + "=" + found + ", the settings say " + wanted + "; "
                    + way + "begin with another model");
        }
    }

    /** Loads the model for serving on the CPU, with its statistics; the caller closes it. */
    public ServingModel serving() {
        return serving(ComputeDevice.CPU);
    }

    /** Loads the model for serving on a device, with its statistics; the caller closes it. */
    public ServingModel serving(ComputeDevice device) {
        List<Block> all = new ArrayList<>(blocks);
        if (statistics != null) {
            all.addAll(StatisticsBlocks.write(statistics.snapshot()));
        }
        return ServingModel.load(steps, all, device);
    }
}
