package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters by name, in a fixed order. What owns the arrays is elsewhere. */
final class Weights {

    private final Map<String, NDArray> arrays;

    Weights(Map<String, NDArray> arrays) {
        this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("no parameter is called " + name);
        }
        return array;
    }

    Map<String, NDArray> arrays() {
        return arrays;
    }

    /**
     * Views on the same memory that gradients are taken with respect to, owned by {@code manager}. The item table is none
     * of them: {@link ItemRows} and {@link Projector} are for that.
     */
    Weights leaves(NDManager manager) {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        arrays.forEach((name, array) -> leaves.put(name, name.equals(Names.ITEMS) ? array : Ops.leaf(manager, array)));
        return new Weights(leaves);
    }

    /** What {@link Ops#backward} left on leaves, by name; a parameter that the loss does not depend on is absent. */
    Map<String, NDArray> gradients() {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        arrays.forEach((name, leaf) -> {
            NDArray gradient = Ops.gradient(leaf);
            if (gradient != null) {
                gradients.put(name, gradient);
            }
        });
        return gradients;
    }
}
