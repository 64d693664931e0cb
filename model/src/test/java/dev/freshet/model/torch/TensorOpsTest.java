package dev.freshet.model.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TensorOpsTest {

    @Test
    void shouldKeepFactorsThroughAGarbageCollectionBeforeTheBackwardPass() {
        assertThat(gradientAfterCollection(x -> TensorOps.scaled(x, 3))).containsOnly(3f);
    }

    @Test
    void shouldKeepIndicesThroughAGarbageCollectionBeforeTheBackwardPass() {
        float[] gradient =
                gradientAfterCollection(x -> TensorOps.rows(x.getManager(), x.reshape(-1, 1), new long[] {1, 3, 3}));
        assertThat(gradient).containsExactly(0, 1, 0, 2);
        NDArray[] kept = new NDArray[1];
        float[] gathered = gradientAfterCollection(x -> {
            kept[0] = x.getManager().create(new long[] {2}).reshape(1, 1);
            return x.reshape(1, -1).gather(kept[0], 1);
        });
        assertThat(gathered).containsExactly(0, 0, 1, 0);
    }

    /** Gradient of the sum of {@code op} at four ones, with freed JVM memory overwritten in between. */
    private static float[] gradientAfterCollection(UnaryOperator<NDArray> op) {
        try (NDManager manager = NDManager.newBaseManager();
                GradMode on = GradMode.on()) {
            NDArray x = TensorOps.leaf(manager, manager.ones(new Shape(4)));
            NDArray sum = op.apply(x).sum();
            List<ByteBuffer> overwritten = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                System.gc();
                for (int i = 0; i < 2000; i++) {
                    overwritten.add(ByteBuffer.allocateDirect(8).putLong(0, 0x4242424242424242L));
                }
            }
            assertThat(overwritten).hasSize(10_000);
            TensorOps.backward(sum);
            return TensorOps.gradient(x).toFloatArray();
        }
    }
}
