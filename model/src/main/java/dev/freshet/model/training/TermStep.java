package dev.freshet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.loss.Losses;
import dev.freshet.model.loss.NonFiniteLossException;
import dev.freshet.model.loss.PairwiseLoss;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.Parameters;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TensorOps;
import dev.freshet.model.torch.TorchOps;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A training step of the feature term alone: the pairwise loss of its sum with given logits on some pages. */
record TermStep(Parameters parameters, AdamW optimizer) {

    /**
     * Changes the term's weights in place.
     *
     * @param pages C products in all; without a pair nothing changes
     * @param step of the model, counted from 0, for messages
     * @throws NonFiniteLossException when the gradient is not finite; nothing changed
     */
    void run(List<RankedPage> pages, long step) {
        BatchGroups.Pairs pairs =
                BatchGroups.Pairs.of(pages.stream().map(RankedPage::labels).toList());
        if (pairs.size() == 0) {
            return;
        }
        int products = pages.stream().mapToInt(page -> page.labels().length).sum();
        try (NDManager manager = parameters.manager().newSubManager();
                NDScope scope = new NDScope();
                GradMode on = GradMode.on()) {
            scope.suppressNotUsedWarning();
            Weights leaves = term().leaves(manager);
            NDArray logits =
                    new Heads(leaves).term(inputs(manager, pages, products)).add(offsets(manager, pages, products));
            NDArray loss = PairwiseLoss.mean(manager, logits, pairs);
            TensorOps.backward(loss);
            Map<String, NDArray> gradients = leaves.gradients();
            try (GradMode off = GradMode.off()) {
                if (!TorchOps.isFinite(manager, List.copyOf(gradients.values()))) {
                    double value = loss.getFloat();
                    throw NonFiniteLossException.ofGradient(
                            step, new Losses(value, 0, 0, value, 0, pages.size(), pairs.size()));
                }
                optimizer.step(parameters.weights(), gradients, step);
            }
        }
    }

    private Weights term() {
        Map<String, NDArray> term = new LinkedHashMap<>(parameters.weights().arrays());
        term.keySet().removeIf(name -> !name.startsWith(ParameterNames.TERM));
        return new Weights(term);
    }

    private static NDArray offsets(NDManager manager, List<RankedPage> pages, int products) {
        FloatBuffer all = FloatBuffer.allocate(products);
        pages.forEach(page -> all.put(page.offsets()));
        return manager.create(all.array());
    }

    private static NDArray inputs(NDManager manager, List<RankedPage> pages, int products) {
        int floats = pages.stream().mapToInt(page -> page.inputs().length).sum();
        FloatBuffer all = FloatBuffer.allocate(floats);
        pages.forEach(page -> all.put(page.inputs()));
        return manager.create(all.array(), new Shape(products, floats / products));
    }
}
