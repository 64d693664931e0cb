package dev.freshet.model.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TorchOps;

/**
 * Softmax of N targets over the catalogue of K products, a chunk of targets at a time, so that memory does not grow
 * with N K.
 *
 * @param logProbability (N) log-probability of the observed product; outside of every graph
 * @param surrogate scalar with the gradient, with respect to users and temperature, of minus the sum of {@code
 *     logProbability}; null where no graph is recorded
 * @param catalogueGradient (K, D) gradient of minus that sum with respect to the catalogue; null where no graph is
 *     recorded
 */
public record NextPositiveLoss(NDArray logProbability, NDArray surrogate, NDArray catalogueGradient) {

    /** Targets in memory at a time: 128 rows of logits of a catalogue of 26,522 take 14 MB. */
    private static final int CHUNK = 128;

    /**
     * Computes the loss and, when gradients are recorded, its gradients.
     *
     * @param users (N, D) unit vectors
     * @param catalogue (K, D) unit vectors
     * @param temperature (1) factor on the cosines
     * @param targets (N) row of the observed product in the catalogue
     */
    public static NextPositiveLoss of(
            NDManager manager, NDArray users, NDArray catalogue, NDArray temperature, long[] targets) {
        NDArray scaled = users.mul(temperature);
        if (!GradMode.isOn()) {
            return withoutGradients(
                    TorchOps.logProbability(manager, scaled, catalogue, manager.create(targets), CHUNK));
        }
        NDList result;
        try (GradMode off = GradMode.off()) {
            result = TorchOps.softmaxLoss(manager, scaled, catalogue, manager.create(targets), CHUNK);
        }
        return new NextPositiveLoss(result.get(0), scaled.mul(result.get(1)).sum(), result.get(2));
    }

    private static NextPositiveLoss withoutGradients(NDArray logProbability) {
        return new NextPositiveLoss(logProbability, null, null);
    }
}
