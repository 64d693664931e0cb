package dev.freshet.trainer.online;

import dev.freshet.model.batch.TrainedGroup;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.schemas.QuarantineReason;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.stream.TrainingBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains the model on one batch: forward pass, backward pass, optimizer step, then one of the feature term on earlier groups.
 * Skips quarantined batches.
 */
final class TrainingStage {

    private final TrainableModel model;
    private final StreamState state;
    private final Quarantine quarantine;
    private final double lossLimit;
    private final int rehearsed;

    /** @param rehearsed earlier groups that the term is trained on again for each new one */
    TrainingStage(TrainableModel model, StreamState state, Quarantine quarantine, double lossLimit, int rehearsed) {
        this.model = model;
        this.state = state;
        this.quarantine = quarantine;
        this.lossLimit = lossLimit;
        this.rehearsed = rehearsed;
    }

    /**
     * Trains on a batch.
     *
     * @return whether the model took a step; false for a quarantined batch and for one with nothing to train on
     * @throws DivergenceException when the batch diverges
     */
    boolean train(TrainingBatch batch) {
        Optional<DivergedBatch> quarantined = quarantine.find(batch);
        if (quarantined.isPresent()) {
            state.window().skipped.add(quarantined.get());
            return false;
        }
        long before = model.steps();
        Losses losses = step(batch);
        if (model.steps() == before) {
            return false;
        }
        state.window().trained(batch, losses);
        return true;
    }

    private Losses step(TrainingBatch batch) {
        long step = model.steps() + 1;
        try {
            List<TrainedGroup> groups = new ArrayList<>();
            Losses losses = model.step(batch.examples(), groups::add);
            if (losses.total() > lossLimit) {
                throw state.diverged(step, batch, QuarantineReason.LOSS_ABOVE_LIMIT, losses);
            }
            model.rehearse(state.rehearsal.draw(step, rehearsed * groups.size()));
            groups.forEach(state.rehearsal::add);
            return losses;
        } catch (NonFiniteLossException e) {
            QuarantineReason reason =
                    e.isOfGradient() ? QuarantineReason.GRADIENT_NOT_FINITE : QuarantineReason.LOSS_NOT_FINITE;
            throw state.diverged(step, batch, reason, e.losses());
        } catch (IllegalArgumentException e) {
            throw new TrainerFailedException(
                    "batch of step " + step + ", which ends before offsets " + state.offsets()
                            + " of training-examples: " + e.getMessage(),
                    e);
        }
    }
}
