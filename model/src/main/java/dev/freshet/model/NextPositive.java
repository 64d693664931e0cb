package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.freshet.model.torch.TorchOps;

/**
 * Softmax of N targets over the catalogue of K products, a chunk of targets at a time, so that memory does not grow with
 * N K.
 *
 * @param logProbability (N) of the product that came; outside of every graph
 * @param surrogate scalar whose gradient is that of minus the sum of {@code logProbability}
 */
record NextPositive(NDArray logProbability, NDArray surrogate) {

    /** Targets in memory at a time: 64 rows of logits of a catalogue of 26,522 take 7 MB. */
    private static final int CHUNK = 64;

    /**
     * @param users (N, D) unit vectors
     * @param catalogue (K, D) unit vectors
     * @param temperature (1) factor on the cosines
     * @param targets (N) row of the catalogue that came
     */
    static NextPositive of(NDManager manager, NDArray users, NDArray catalogue, NDArray temperature, long[] targets) {
        NDArray scaled = users.mul(temperature);
        NDList result;
        try (GradMode off = GradMode.off()) {
            result = TorchOps.softmaxLoss(manager, scaled, catalogue, manager.create(targets), CHUNK);
        }
        NDArray surrogate =
                scaled.mul(result.get(1)).sum().add(catalogue.mul(result.get(2)).sum());
        return new NextPositive(result.get(0), surrogate);
    }
}
