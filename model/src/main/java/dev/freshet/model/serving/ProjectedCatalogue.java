package dev.freshet.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.freshet.model.network.Heads;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.NativeTensors;
import java.nio.ByteBuffer;

/** The projected catalogue of a version. */
final class ProjectedCatalogue {

    /** Rows of one matrix product. The number is fixed, so that a row's bits do not depend on the catalogue's size. */
    private static final int BLOCK = 512;

    private ProjectedCatalogue() {}

    /**
     * Unit vectors of every row in use.
     *
     * @param table (capacity, D); the capacity of an embedding table is a multiple of 512
     * @param rows rows in use
     * @return (rows, D), owned by {@code manager}
     */
    static NDArray project(NDManager manager, Heads heads, NDArray table, int rows) {
        NDArray catalogue = manager.zeros(new Shape(rows, table.getShape().get(1)));
        NativeTensors.fill(catalogue, target -> project(heads, table, rows, target));
        return catalogue;
    }

    private static void project(Heads heads, NDArray table, int rows, ByteBuffer target) {
        for (int from = 0; from < rows; from += BLOCK) {
            try (NDScope scope = new NDScope();
                    GradMode off = GradMode.off()) {
                scope.suppressNotUsedWarning();
                ByteBuffer block = NativeTensors.bytes(heads.candidates(table.get(from + ":" + (from + BLOCK))));
                target.put(block.limit(Math.min(block.limit(), target.remaining())));
            }
        }
    }
}
