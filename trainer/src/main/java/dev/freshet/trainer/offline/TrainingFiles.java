package dev.freshet.trainer.offline;

import dev.freshet.model.file.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one training.
 *
 * @param directory holds them
 */
public record TrainingFiles(Path directory) {

    /** The best epoch's model. */
    public Path model() {
        return directory.resolve("model.safetensors");
    }

    /** The last epoch's model and optimizer, to go on from. */
    public Path checkpoint() {
        return directory.resolve("checkpoint.safetensors");
    }

    /** What each epoch gave. */
    public Path report() {
        return directory.resolve("report.json");
    }

    /** @throws RefusedException when a training is there already that is not to be gone on with, or none is that is */
    void prepare(boolean resume) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new RefusedException(directory + " cannot be made: " + e, e);
        }
        boolean begun = Files.exists(checkpoint());
        if (begun && !resume) {
            throw new RefusedException(
                    directory + " holds a training already; add --resume to go on with it, or name another --out");
        }
        if (!begun && resume) {
            throw new RefusedException(directory + " holds no training to go on with (no "
                    + checkpoint().getFileName() + "); leave out --resume");
        }
    }
}
