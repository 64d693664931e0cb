package dev.freshet.bench;

import dev.freshet.model.Losses;
import dev.freshet.model.TrainableModel;
import java.util.List;

/** Losses before times: a step that computes something else is not worth measuring. */
final class LossCheck {

    /** Relative: float32 sums in another order. */
    private static final double TOLERANCE = 2e-5;

    private LossCheck() {}

    /**
     * Compares an untrained model's losses with the reference's.
     *
     * @throws BenchException when one differs, or when the reference's losses on a batch are not known
     */
    static void require(TrainableModel model, List<FlatBatch> batches, Scenario scenario) {
        ExpectedLosses expected = ExpectedLosses.load();
        for (int i = 0; i < batches.size(); i++) {
            String where = scenario.label() + "[" + i + "]";
            List<Double> known = expected.of(batches.get(i))
                    .orElseThrow(() -> new BenchException("the reference's losses on " + where
                            + " are not known, so nothing is measured; leave --batches out, or add them to losses.json"
                            + " with bench/reference_losses.py"));
            compare(where, known, model.losses(Unflatten.examples(batches.get(i))), scenario);
        }
    }

    private static void compare(String where, List<Double> known, Losses losses, Scenario scenario) {
        List<Double> found = scenario == Scenario.FINETUNE
                ? List.of(losses.ranking())
                : List.of(losses.nextPositive(), losses.feedback());
        for (int k = 0; k < found.size(); k++) {
            if (!(Math.abs(found.get(k) - known.get(k)) <= TOLERANCE * Math.abs(known.get(k)))) {
                throw new BenchException(where + ": loss " + found + ", the reference has " + known
                        + "; nothing is measured. Run the parity tests: mvn -pl model -am test");
            }
        }
    }
}
