package dev.freshet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.freshet.core.hash.Hash64;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.loss.Objective;
import dev.freshet.model.loss.ObjectiveFunction;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.Parameters;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TensorOps;
import dev.freshet.model.torch.TorchOps;
import java.util.List;
import java.util.Map;

/** One training step: forward pass, backward pass, optimizer step. */
record TrainingStep(ModelConfig config, LossWeights lossWeights, Parameters parameters, AdamW optimizer) {

    /** Dropout draws from libtorch's only generator, so only one model of a process takes a step at a time. */
    private static final Object GENERATOR = new Object();

    /**
     * What a step saw before it changed the weights.
     *
     * @param network (C) logits of the groups' candidates by the network alone; empty in a model without a feature term
     */
    @SuppressWarnings("ArrayRecordComponent") // instances are never compared
    record Seen(Losses losses, float[] network) {}

    /**
     * Changes the weights in place.
     *
     * @param step counted from 0; it seeds dropout
     * @throws NonFiniteLossException when the loss or its gradient is not finite; nothing changed
     */
    Seen run(Batch batch, long step) {
        synchronized (GENERATOR) {
            try (NDManager manager = parameters.manager().newSubManager();
                    NDScope scope = new NDScope();
                    GradMode on = GradMode.on()) {
                scope.suppressNotUsedWarning();
                return run(manager, batch, step);
            }
        }
    }

    private Seen run(NDManager manager, Batch batch, long step) {
        TensorOps.seed(Hash64.seeded(config.seed()).add("dropout").add(step).value());
        Weights weights = parameters.weights();
        Weights leaves = weights.leaves(manager);
        Objective objective = new ObjectiveFunction(
                        manager, parameters.backbone(leaves), new Heads(leaves), lossWeights, config.dropout())
                .forward(batch);
        Losses losses = objective.losses(batch);
        if (!Double.isFinite(losses.total())) {
            throw NonFiniteLossException.ofLoss(step, losses);
        }
        Map<String, NDArray> gradients = objective.backward(leaves);
        try (GradMode off = GradMode.off()) {
            if (!TorchOps.isFinite(manager, List.copyOf(gradients.values()))) {
                throw NonFiniteLossException.ofGradient(step, losses);
            }
            float[] network = config.term() == TermKind.OFF
                    ? new float[0]
                    : objective.network().toFloatArray();
            optimizer.step(weights, gradients, step);
            return new Seen(losses, network);
        }
    }
}
