package dev.freshet.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.freshet.model.batch.ItemRows;
import dev.freshet.model.torch.TensorOps;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters by name, in a fixed order. Another object owns the arrays. */
public final class Weights {

    private final Map<String, NDArray> arrays;

    public Weights(Map<String, NDArray> arrays) {
        this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /**
     * The parameter with a name.
     *
     * @throws IllegalStateException when there is none
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("no parameter is called " + name);
        }
        return array;
    }

    public Map<String, NDArray> arrays() {
        return arrays;
    }

    /**
     * Views on the same memory that gradients are taken with respect to, owned by {@code manager}. The item table is
     * not among them: {@link ItemRows} and {@link Projector} compute its gradient.
     */
    public Weights leaves(NDManager manager) {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        arrays.forEach((name, array) ->
                leaves.put(name, name.equals(ParameterNames.ITEMS) ? array : TensorOps.leaf(manager, array)));
        return new Weights(leaves);
    }

    /**
     * Gradients of leaves after {@link TensorOps#backward}, by name. A parameter that the loss does not depend on is
     * absent.
     */
    public Map<String, NDArray> gradients() {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        arrays.forEach((name, leaf) -> {
            NDArray gradient = TensorOps.gradient(leaf);
            if (gradient != null) {
                gradients.put(name, gradient);
            }
        });
        return gradients;
    }
}
