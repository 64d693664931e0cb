package dev.freshet.trainer.offline;

import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.Vocabularies;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.training.TrainableModel;
import dev.freshet.model.training.WarmStart;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The model that training starts from.
 *
 * @param init which weights are copied
 * @param file the model that has them; null for {@link WarmStart#SCRATCH}
 */
public record ModelSource(WarmStart init, Path file) {

    /** @throws IllegalArgumentException when a file is missing, or is given for {@link WarmStart#SCRATCH} */
    public ModelSource {
        if ((init == WarmStart.SCRATCH) != (file == null)) {
            throw new IllegalArgumentException(
                    init + " takes " + (init == WarmStart.SCRATCH ? "no model file" : "a model file"));
        }
    }

    /** A new model. */
    public static ModelSource scratch() {
        return new ModelSource(WarmStart.SCRATCH, null);
    }

    /**
     * End of the data that a training from this source has seen: all of it is before this time, epoch milliseconds. Null when
     * the file does not say.
     *
     * @param own end of the training's own data
     */
    Long trainedUntil(long own) {
        if (file == null) {
            return own;
        }
        Long before = SavedModel.read(file).trainedUntil();
        return before == null ? null : Long.valueOf(Math.max(own, before));
    }

    /** A model at step 0 that has a row for everything in the dataset's vocabularies. */
    TrainableModel model(TrainingPlan plan, Vocabularies vocabularies) {
        TrainableModel model = file == null
                ? TrainableModel.initial(plan.model(), plan.losses(), plan.optimizer(), plan.device())
                : warmStarted(plan, vocabularies);
        model.admit(vocabularies.products(), vocabularies.sources());
        return model;
    }

    private TrainableModel warmStarted(TrainingPlan plan, Vocabularies vocabularies) {
        SavedModel from = SavedModel.read(file);
        boolean takesTerm = init == WarmStart.FULL && plan.model().term() != TermKind.OFF;
        TermKind wanted = takesTerm ? plan.model().term() : from.config().term();
        from.requireShape(file, plan.model().with(wanted), Map.of("dim", "dim", "term", "term"));
        Set<String> known = new HashSet<>(from.vocabularies().products());
        if (vocabularies.products().stream().noneMatch(known::contains)) {
            throw new RefusedException(
                    RefusedException.Reason.OTHER_PRODUCTS,
                    file + " knows none of the dataset's "
                            + vocabularies.products().size()
                            + " products; it was trained on another shop's log, so train a model from scratch");
        }
        try {
            return init.begin(
                    plan.model(),
                    plan.losses(),
                    plan.optimizer(),
                    from.blocks(),
                    from.vocabularies().products(),
                    from.vocabularies().sources(),
                    plan.device());
        } catch (CorruptBlockException e) {
            throw new RefusedException(file + " is damaged: " + e.getMessage(), e);
        }
    }
}
