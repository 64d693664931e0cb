package dev.freshet.trainer.online;

import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerSettings;
import dev.freshet.trainer.stream.TrainingBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The batches that diverged since the newest published version. A trainer that continues from that version skips them.
 * They need not survive a crash: the next trainer meets them again, in the same order. Not thread-safe.
 */
public final class Quarantine {

    /** After this many diverged batches without a good step in between, the weights are suspect, not the records. */
    private static final int SUSPECT = 3;

    private final List<DivergedBatch> batches = new ArrayList<>();

    /**
     * Adds a batch.
     *
     * @throws TrainerFailedException when it is the third in a row
     */
    public void add(DivergedBatch batch) {
        batches.add(batch);
        if (batches.stream().filter(other -> other.step() == batch.step()).count() >= SUSPECT) {
            throw new TrainerFailedException(
                    SUSPECT + " batches in a row diverged, so the weights since " + versionName(batch.version())
                            + " are suspect, not the records; the last is the " + batch.describe()
                            + ". A restarted trainer continues from " + versionName(batch.version())
                            + ": do so with a lower "
                            + TrainerSettings.LEARNING_RATE + ", or a higher " + TrainerSettings.LOSS_LIMIT
                            + " if that was too low; if it diverges again, train under a new "
                            + TrainerSettings.MODEL_NAME,
                    null);
        }
    }

    /** The divergence of a batch; empty when the batch is not quarantined. */
    Optional<DivergedBatch> find(TrainingBatch batch) {
        return batches.stream()
                .filter(diverged -> diverged.positions().equals(batch.positions()))
                .findFirst();
    }

    /** The name of a version in messages; -1 stands for the beginning. */
    public static String versionName(long version) {
        return version < 0 ? "the beginning" : "version " + version;
    }

    /** Forgets all batches. A new version is published, so the batches before it are not read again. */
    void published() {
        batches.clear();
    }
}
