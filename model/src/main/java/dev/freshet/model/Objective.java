package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The joint loss of a batch; every array is a scalar.
 *
 * @param total weighted sum
 * @param descent what to descend: with {@code catalogue}, its gradient is that of {@code total}, its value is not
 * @param nextPositive mean over targets
 * @param feedback mean over targets
 * @param ranking mean over pairs
 * @param items the rows of the item table that were used
 * @param catalogue the gradient by the whole catalogue, which is outside of the graph
 */
record Objective(
        NDArray total,
        NDArray descent,
        NDArray nextPositive,
        NDArray feedback,
        NDArray ranking,
        ItemRows items,
        CatalogueGradient catalogue) {

    /** Gradients of the total loss by parameter; one that the loss does not depend on is absent. */
    Map<String, NDArray> gradients(Weights leaves) {
        Ops.backward(descent);
        Map<String, NDArray> gradients = new LinkedHashMap<>(leaves.gradients());
        catalogue.gradients().forEach((name, gradient) -> gradients.merge(name, gradient, NDArray::add));
        NDArray table = items.addTo(gradients.get(Names.ITEMS));
        if (table != null) {
            gradients.put(Names.ITEMS, table);
        }
        return gradients;
    }

    Losses losses(Batch batch) {
        return new Losses(
                total.getFloat(),
                nextPositive.getFloat(),
                feedback.getFloat(),
                ranking.getFloat(),
                batch.targets().size(),
                batch.groups().size(),
                batch.groups().pairs().size());
    }

    /** The gradient {@code upstream} (K, D) of the loss by the projected catalogue; null when it does not depend on it. */
    record CatalogueGradient(Projector projector, NDArray upstream) {

        static final CatalogueGradient NONE = new CatalogueGradient(null, null);

        Map<String, NDArray> gradients() {
            return upstream == null ? Map.of() : projector.gradients(upstream);
        }
    }
}
