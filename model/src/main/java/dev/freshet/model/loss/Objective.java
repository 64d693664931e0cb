package dev.freshet.model.loss;

import ai.djl.ndarray.NDArray;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.ItemRows;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.Projector;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.TensorOps;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The joint loss of a batch; every array but one is a scalar.
 *
 * @param total weighted sum
 * @param descent scalar to differentiate. Its gradient and {@code catalogue} together are the gradient of {@code
 *     total}; its value is not that of {@code total}
 * @param nextPositive mean over targets
 * @param feedback mean over targets
 * @param ranking mean over pairs
 * @param network (C) ranking logits of the groups' candidates without the feature term; (0) without groups. No scalar
 * @param items rows of the item table that the loss uses
 * @param catalogue gradient with respect to the whole catalogue, which is outside of the graph
 */
public record Objective(
        NDArray total,
        NDArray descent,
        NDArray nextPositive,
        NDArray feedback,
        NDArray ranking,
        NDArray network,
        ItemRows items,
        CatalogueGradient catalogue) {

    /** The backward pass: gradients of the total loss by parameter. A parameter that the loss does not depend on is absent. */
    public Map<String, NDArray> backward(Weights leaves) {
        TensorOps.backward(descent);
        Map<String, NDArray> gradients = new LinkedHashMap<>(leaves.gradients());
        catalogue.gradients().forEach((name, gradient) -> gradients.merge(name, gradient, NDArray::add));
        NDArray table = items.addTo(gradients.get(ParameterNames.ITEMS));
        if (table != null) {
            gradients.put(ParameterNames.ITEMS, table);
        }
        return gradients;
    }

    public Losses losses(Batch batch) {
        return new Losses(
                total.getFloat(),
                nextPositive.getFloat(),
                feedback.getFloat(),
                ranking.getFloat(),
                batch.targets().size(),
                batch.groups().size(),
                batch.groups().pairs().size());
    }

    /**
     * The gradient {@code upstream} (K, D) of the loss with respect to the projected catalogue; null when the loss does
     * not depend on the catalogue.
     */
    public record CatalogueGradient(Projector projector, NDArray upstream) {

        static final CatalogueGradient NONE = new CatalogueGradient(null, null);

        Map<String, NDArray> gradients() {
            return upstream == null ? Map.of() : projector.gradients(upstream);
        }
    }
}
