package dev.freshet.trainer.online;

import static dev.freshet.trainer.Fixtures.cart;
import static dev.freshet.trainer.Fixtures.example;
import static dev.freshet.trainer.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.model.checkpoint.Block;
import dev.freshet.model.loss.Losses;
import dev.freshet.trainer.Fixtures;
import dev.freshet.trainer.evaluation.CartCounts;
import dev.freshet.trainer.evaluation.GroupEvaluation;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.evaluation.Ranking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateBlocksTest {

    private static CartCounts counts() {
        return new CartCounts(Duration.ofDays(7));
    }

    private static MetricsAccumulator tally() {
        Map<Ranking, Double> ndcg = new EnumMap<>(Ranking.class);
        for (Ranking ranking : Ranking.values()) {
            ndcg.put(ranking, 1.0 / (2 + ndcg.size()));
        }
        MetricsAccumulator tally = new MetricsAccumulator();
        tally.judged(group("a", 5, 0, true, 4, 1), Optional.of(new GroupEvaluation(1, "warm", ndcg)));
        tally.judged(group("b", 5, -1, false, 4, 1), Optional.empty());
        tally.stepped(new Losses(8, 1, 0.5, 2, 3, 1, 9));
        return tally;
    }

    @Test
    void shouldComeBackAsItWas() {
        CartCounts carts = counts();
        carts.count(example(List.of(cart("x", 1, 0), cart("\u00e9t\u00e9", 2, 1)), List.of(1)));
        List<Block> blocks = StateBlocks.encode(tally(), carts);

        CartCounts restoredCarts = counts();
        MetricsAccumulator restored = StateBlocks.decode(blocks, restoredCarts);
        assertThat(restored.means()).isEqualTo(tally().means());
        assertThat(restored.holdout).isEqualTo(1);
        assertThat(restored.unjudged).isEqualTo(1);
        assertThat(restored.examples()).isEqualTo(4);
        assertThat(restoredCarts.before("\u00e9t\u00e9", Fixtures.HOUR)).isEqualTo(1);
        assertThat(StateBlocks.encode(restored, restoredCarts).get(0).data())
                .isEqualTo(blocks.get(0).data());
    }

    @Test
    void shouldCutALargeStateIntoPieces() {
        CartCounts carts = counts();
        for (int i = 0; i < 20_000; i++) {
            carts.count(example(List.of(cart("x", 1, 1), cart("product-number-" + i, 2, 2)), List.of(1)));
        }
        List<Block> blocks = StateBlocks.encode(new MetricsAccumulator(), carts);
        assertThat(blocks).hasSizeGreaterThan(1).allMatch(StateBlocks::owns);
        assertThat(blocks).extracting(Block::name).startsWith("online/0", "online/1");

        CartCounts restored = counts();
        StateBlocks.decode(blocks, restored);
        assertThat(restored.before("product-number-19999", Fixtures.HOUR)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnotherFormatAndACutState() {
        Block block = StateBlocks.encode(tally(), counts()).get(0);
        byte[] cut = Arrays.copyOf(block.data(), 40);
        assertThatThrownBy(() -> StateBlocks.decode(List.of(new Block("online/0", cut)), counts()))
                .hasMessageContaining("cut short");
        byte[] other = block.data().clone();
        other[0] = 9;
        assertThatThrownBy(() -> StateBlocks.decode(List.of(new Block("online/0", other)), counts()))
                .hasMessageContaining("format 9");
        assertThatThrownBy(() -> StateBlocks.decode(new ArrayList<>(), counts()))
                .hasMessageContaining("cut short");
    }
}
