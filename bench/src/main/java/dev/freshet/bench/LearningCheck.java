package dev.freshet.bench;

import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.batch.Unflatten;
import dev.freshet.core.example.Example;
import dev.freshet.model.training.TrainableModel;
import java.util.List;

/**
 * Steps before times: the step that is measured, less dropout, must change the losses as the reference's does, backward
 * pass and AdamW with it. AdamW divides a parameter's gradient by its size, so a gradient that is wrong by a factor is not
 * seen here, nor is weight decay in so few steps; the model's golden tests hold both.
 */
final class LearningCheck {

    /** Of bench/reference_losses.py. */
    static final int STEPS = 3;

    /** Of the change, beside float32's share of the loss itself; 1e-5 at most was seen beyond that. */
    private static final double TOLERANCE = 1e-4;

    private LearningCheck() {}

    /**
     * Takes steps on the first batch with a temporary model.
     *
     * @throws BenchException when the losses end elsewhere than the reference's, or are not known
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
