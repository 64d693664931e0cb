package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Softmax of N targets over the catalogue of K products.
 *
 * @param positive (N) logit of the product that came
 * @param logProbability (N) of the product that came
 */
record NextPositive(NDArray positive, NDArray logProbability) {

    /**
     * @param users (N, D) unit vectors
     * @param catalogue (K, D) unit vectors
     * @param temperature (1) factor on the cosines
     * @param targets (N) row of the catalogue that came
     */
    static NextPositive of(NDManager manager, NDArray users, NDArray catalogue, NDArray temperature, long[] targets) {
        NDArray logits = users.mul(temperature).matMul(catalogue.transpose());
        NDArray columns = manager.create(targets).reshape(-1, 1);
        return new NextPositive(
                logits.gather(columns, 1).squeeze(1),
                logits.logSoftmax(-1).gather(columns, 1).squeeze(1));
    }
}
