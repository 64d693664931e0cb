package dev.freshet.model.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.torch.TensorOps;
import dev.freshet.model.torch.TorchOps;

/**
 * The reference's calibrated pairwise logistic loss, for the logits i of the better and j of the worse candidate:
 * {@code softplus(-i) + log(sigmoid(i) + sigmoid(j))}, the two-item case of ListCE(sigma) in arXiv 2211.01494 without
 * that paper's regression term.
 */
public final class PairwiseLoss {

    private PairwiseLoss() {}

    /** Mean over the pairs, a scalar; 0 without pairs. Logits (C). */
    public static NDArray mean(NDManager manager, NDArray logits, BatchGroups.Pairs pairs) {
        if (pairs.size() == 0) {
            return manager.zeros(new Shape());
        }
        NDArray column = logits.reshape(-1, 1);
        NDArray better = TensorOps.softplus(
                TensorOps.rows(manager, column, pairs.better()).neg());
        NDArray worse = TensorOps.softplus(
                TensorOps.rows(manager, column, pairs.worse()).neg());
        NDArray sum = better.add(TorchOps.logAddExp(manager, better.neg(), worse.neg()))
                .sum();
        return TensorOps.scaled(sum, 1.0 / pairs.size());
    }
}
