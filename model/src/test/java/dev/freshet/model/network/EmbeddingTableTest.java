package dev.freshet.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.freshet.core.block.Block;
import dev.freshet.model.Samples;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EmbeddingTableTest {

    private static final int DIM = Samples.SMALL.dim();

    @Test
    void shouldDrawARowByItsIdWhateverTheOrderOfAdmission() {
        List<String> ids = IntStream.range(0, 3000).mapToObj(i -> "p" + i).toList();
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(rows(ids, 3000)).isEqualTo(rows(shuffled, 700));
    }

    /** Rows by id of a table that admits {@code batch} ids at a time. */
    private static Map<String, List<Float>> rows(List<String> ids, int batch) {
        try (NDManager manager = NDManager.newBaseManager()) {
            EmbeddingTable table = EmbeddingTable.empty(manager, ParameterNames.ITEMS, Samples.SMALL, true);
            for (int from = 0; from < ids.size(); from += batch) {
                ids.subList(from, Math.min(ids.size(), from + batch)).forEach(table.vocabulary()::admit);
                table.fill();
            }
            float[] weight = table.weight().toFloatArray();
            assertThat(Arrays.copyOf(weight, DIM)).containsOnly(0f);
            Map<String, List<Float>> rows = new LinkedHashMap<>();
            ids.stream()
                    .sorted()
                    .forEach(id -> rows.put(id, row(weight, table.vocabulary().row(id))));
            return rows;
        }
    }

    private static List<Float> row(float[] weight, int row) {
        return IntStream.range(row * DIM, (row + 1) * DIM)
                .mapToObj(i -> weight[i])
                .toList();
    }

    @Test
    void shouldDrawTheUnknownContextToo() {
        try (NDManager manager = NDManager.newBaseManager()) {
            EmbeddingTable table = EmbeddingTable.empty(manager, ParameterNames.CONTEXTS, Samples.SMALL, false);
            assertThat(row(table.weight().toFloatArray(), 0)).doesNotContain(0f);
        }
    }

    @Property
    void shouldHaveACapacityThatDependsOnSizeAloneInWholeServingBlocks(
            @ForAll @IntRange(min = 1, max = 1 << 26) int size) {
        long capacity = EmbeddingTable.capacity(size);
        assertThat(capacity).isGreaterThanOrEqualTo(size).isLessThan(Math.max(size + 1024L, size * 9L / 8 + 2));
        assertThat(capacity % 512).isZero();
        assertThat(EmbeddingTable.capacity(size + 1)).isGreaterThanOrEqualTo(capacity);
    }

    @Test
    void shouldKeepTheMomentsOfExistingRows() {
        try (TrainableModel model = Samples.model()) {
            model.step(Samples.batch(0));
            List<Block> before = model.optimizerBlocks();
            model.items().admit("new");
            for (int i = 0; i < 2000; i++) {
                model.items().admit("more " + i);
            }
            model.step(Samples.batch(0));
            assertThat(model.optimizerBlocks()).hasSize(before.size() + 2);
            try (TrainableModel restored = TrainableModel.restore(
                    Samples.SMALL,
                    LossWeights.defaults(),
                    Samples.OPTIMIZER,
                    model.modelBlocks(),
                    model.optimizerBlocks())) {
                restored.step(Samples.batch(1));
                model.step(Samples.batch(1));
                assertThat(restored.digest()).isEqualTo(model.digest());
            }
        }
    }
}
