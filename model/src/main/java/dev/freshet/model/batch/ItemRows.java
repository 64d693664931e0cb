package dev.freshet.model.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TensorOps;
import dev.freshet.model.torch.TorchOps;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of the item table for one step. Each use is a separate leaf, so its gradient is only as large as the rows used.
 * With one leaf for the table, the backward pass would fill and add a whole table for every use.
 */
public final class ItemRows {

    private final NDManager manager;
    private final NDArray table;
    private final List<Use> uses = new ArrayList<>();

    /** Rows (N) and their leaf (N, D). */
    private record Use(NDArray rows, NDArray leaf) {}

    /** @param table the whole item table (capacity, D) */
    public ItemRows(NDManager manager, NDArray table) {
        this.manager = manager;
        this.table = table;
    }

    /** Rows (N, D) of the table. */
    public NDArray at(long[] rows) {
        NDArray indices = manager.create(rows);
        if (!GradMode.isOn()) {
            return TensorOps.rows(table, indices);
        }
        try (GradMode off = GradMode.off()) {
            uses.add(new Use(indices, TensorOps.leaf(manager, TensorOps.rows(table, indices))));
            return uses.get(uses.size() - 1).leaf();
        }
    }

    /**
     * Adds the rows' gradients from {@link TensorOps#backward} to the gradient of the table, of the table's shape.
     * Creates that gradient if it is null; returns null if no row has a gradient either.
     */
    public NDArray addTo(NDArray gradient) {
        NDArray sum = gradient;
        try (GradMode off = GradMode.off()) {
            for (Use use : uses) {
                NDArray ofRows = TensorOps.gradient(use.leaf());
                if (ofRows != null) {
                    sum = sum == null ? manager.zeros(table.getShape()) : sum;
                    TorchOps.addRows(manager, sum, use.rows(), ofRows);
                }
            }
        }
        return sum;
    }
}
