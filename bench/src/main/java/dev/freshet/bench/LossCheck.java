package dev.freshet.bench;

import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.batch.Unflatten;
import dev.freshet.model.training.TrainableModel;
import java.util.List;

/** Checks losses before steps are timed: a measurement is meaningless if the forward pass computes different losses. */
final class LossCheck {

    /** Relative. float32 sums in a different order differ by at most 2e-7 on the known batches. */
    static final double TOLERANCE = 1e-6;

    private LossCheck() {}

    /**
     * Compares an untrained model's losses with the reference's.
     *
     * @throws BenchException when a loss differs, or the reference's losses on a batch are not known
     */
    static void require(TrainableModel model, List<FlatBatch> batches, Scenario scenario) {
        ExpectedLosses expected = ExpectedLosses.load();
        for (int i = 0; i < batches.size(); i++) {
            String where = scenario.label() + "[" + i + "]";
            List<Double> known = expected.require(batches.get(i), where).untrained();
            List<Double> found = KnownLosses.of(model.losses(Unflatten.examples(batches.get(i))), scenario);
            for (int k = 0; k < known.size(); k++) {
                if (!(Math.abs(found.get(k) - known.get(k)) <= TOLERANCE * Math.abs(known.get(k)))) {
                    throw new BenchException(where + ": loss " + found + ", the reference has " + known
                            + "; nothing is measured. Run the parity tests: mvn -pl model -am test");
                }
            }
        }
    }
}
