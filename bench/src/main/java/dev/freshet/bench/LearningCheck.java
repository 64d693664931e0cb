package dev.freshet.bench;

import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.batch.Unflatten;
import dev.freshet.core.example.Example;
import dev.freshet.model.training.TrainableModel;
import java.util.List;

/**
 * Checks steps before they are timed: without dropout, a step (backward pass and AdamW) must change the losses as the
 * reference's step does. AdamW normalizes a gradient by its magnitude, so this check cannot detect a gradient that is
 * wrong by a constant factor, nor weight decay within a few steps. The model's golden tests cover both.
 */
final class LearningCheck {

    /** The number of steps in bench/reference_losses.py. */
    static final int STEPS = 3;

    /** Relative to the change of the loss, on top of the tolerance for float32. At most 1e-5 was observed. */
    private static final double TOLERANCE = 1e-4;

    private LearningCheck() {}

    /**
     * Checks steps on the first batch with a temporary model.
     *
     * @throws BenchException when the losses differ from the reference's, or those are not known
     */
    static void require(List<FlatBatch> batches, Scenario scenario) {
        try (TrainableModel model = TrainRun.undropped(scenario)) {
            require(model, batches.get(0), scenario);
        }
    }

    /** @param model untrained, without dropout */
    static void require(TrainableModel model, FlatBatch batch, Scenario scenario) {
        String where = scenario.label() + "[0]";
        KnownLosses known = ExpectedLosses.load().require(batch, where);
        if (known.trained().isEmpty()) {
            throw new BenchException(
                    "where the reference's losses on " + where + " go is not known, so nothing is measured;"
                            + " add the file of batches to losses.json with bench/reference_losses.py");
        }
        List<Example> examples = Unflatten.examples(batch);
        for (int i = 0; i < STEPS; i++) {
            model.step(examples);
        }
        List<Double> found = KnownLosses.of(model.losses(examples), scenario);
        for (int k = 0; k < found.size(); k++) {
            double before = known.untrained().get(k);
            double after = known.trained().get(k);
            double allowed = TOLERANCE * Math.abs(after - before) + LossCheck.TOLERANCE * Math.abs(after);
            if (!(Math.abs(found.get(k) - after) <= allowed)) {
                throw new BenchException(
                        where + ": loss " + found + " after " + STEPS + " steps, the reference went from "
                                + known.untrained() + " to " + known.trained()
                                + "; nothing is measured. Run the parity tests: mvn -pl model -am test");
            }
        }
    }
}
