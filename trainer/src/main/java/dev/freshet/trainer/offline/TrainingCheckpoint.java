package dev.freshet.trainer.offline;

import dev.freshet.core.block.Block;
import dev.freshet.model.file.JsonFiles;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.training.TrainableModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The state of a training after an epoch: enough to resume as if it had never stopped.
 *
 * @param settings settings of its {@link TrainingPlan} and of the model that it started from
 * @param epochs results of the epochs so far
 * @param modelBlocks weights and vocabularies
 * @param optimizerBlocks moments and step counts
 */
record TrainingCheckpoint(
        Map<String, String> settings, List<EpochResult> epochs, List<Block> modelBlocks, List<Block> optimizerBlocks) {

    private static final String OPTIMIZER = "optimizer/";

    private record State(Map<String, String> settings, List<EpochResult> epochs) {}

    static TrainingCheckpoint of(Map<String, String> settings, List<EpochResult> epochs, TrainableModel model) {
        return new TrainingCheckpoint(settings, List.copyOf(epochs), model.modelBlocks(), model.optimizerBlocks());
    }

    void write(Path file) {
        List<Block> blocks = new ArrayList<>(modelBlocks);
        blocks.addAll(optimizerBlocks);
        new BlockFile(Map.of("state", JsonFiles.text(new State(settings, epochs))), blocks).write(file);
    }

    /** @throws RefusedException naming the file when it cannot be used */
    static TrainingCheckpoint read(Path file) {
        BlockFile stored = BlockFile.read(file);
        try {
            State state = JsonFiles.parse(stored.metadata().getOrDefault("state", ""), State.class);
            return new TrainingCheckpoint(
                    state.settings(),
                    List.copyOf(state.epochs()),
                    stored.blocks().stream()
                            .filter(block -> !block.name().startsWith(OPTIMIZER))
                            .toList(),
                    stored.blocks().stream()
                            .filter(block -> block.name().startsWith(OPTIMIZER))
                            .toList());
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(file + " is no checkpoint of freshet: " + e.getMessage(), e);
        }
    }

    /**
     * Checks the settings before training resumes.
     *
     * @throws RefusedException naming the file and the setting whose value differs
     */
    void requireSame(Map<String, String> wanted, Path file) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(wanted);
        for (String name : all.keySet()) {
            if (!Objects.equals(settings.get(name), wanted.get(name))) {
                throw new RefusedException(
                        RefusedException.Reason.OTHER_SETTINGS,
                        file + " was trained with " + name + "=" + settings.get(name) + ", not " + wanted.get(name)
                                + "; resume with the same settings, or name another directory");
            }
        }
    }
}
