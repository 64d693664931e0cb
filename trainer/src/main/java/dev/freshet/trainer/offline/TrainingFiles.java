package dev.freshet.trainer.offline;

import dev.freshet.model.file.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one training.
 *
 * @param directory the directory that holds them
 */
public record TrainingFiles(Path directory) {

    /** The best epoch's model. */
    public Path model() {
        return directory.resolve("model.safetensors");
    }

    /** The last epoch's model and optimizer, to resume from. */
    public Path checkpoint() {
        return directory.resolve("checkpoint.safetensors");
    }

    /** The results of each epoch. */
    public Path report() {
        return directory.resolve("report.json");
    }

    /** @throws RefusedException when a new training finds another one in the directory, or a resumed one finds none */
    void prepare(boolean resume) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new RefusedException(directory + " cannot be made: " + e, e);
        }
        boolean begun = Files.exists(checkpoint());
        if (begun && !resume) {
            throw new RefusedException(
                    RefusedException.Reason.TRAINING_EXISTS,
                    directory + " holds a training already; resume it, or name another directory");
        }
        if (!begun && resume) {
            throw new RefusedException(
                    RefusedException.Reason.TRAINING_MISSING,
                    directory + " holds no training to resume (no "
                            + checkpoint().getFileName() + "); start a new one");
        }
    }
}
