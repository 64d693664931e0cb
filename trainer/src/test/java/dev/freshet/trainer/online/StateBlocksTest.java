package dev.freshet.trainer.online;

import static dev.freshet.trainer.Fixtures.DAY;
import static dev.freshet.trainer.Fixtures.cart;
import static dev.freshet.trainer.Fixtures.example;
import static dev.freshet.trainer.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.model.loss.Losses;
import dev.freshet.trainer.Fixtures;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.evaluation.CartCounts;
import dev.freshet.trainer.evaluation.GroupEvaluation;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.evaluation.Ranking;
import dev.freshet.trainer.evaluation.StatisticsCodec;
import dev.freshet.trainer.state.TrainerStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateBlocksTest {

    private static final Duration WINDOW = Duration.ofDays(7);

    /** What commit 30acedf wrote for {@link #metrics} and {@link #carts}. */
    private static final String FORMAT_2 =
            "0200000000000000020000000000000001000000000000000100000000000000010000000000000003000000"
                    + "00000000010000000100047761726d00000000000000010000000600054d4f44454c3fe0000000000000000a"
                    + "504f50554c41524954593fd55555555555550007524543454e43593fd000000000000000065245504541543f"
                    + "c999999999999a000652414e444f4d3fc555555555555500064f5241434c453fc24924924924920000000400"
                    + "08666565646261636b3fe0000000000000000d6e6578745f706f7369746976653ff000000000000000077261"
                    + "6e6b696e6740000000000000000005746f74616c4020000000000000000000003dcc50000000000200000001"
                    + "7800000000000000010000000000000005c3a974c3a90000000000000000000000010000000000000ab00000"
                    + "000000000001";

    /** The format before Avro does not know them. */
    private static final Set<Ranking> LATER_RANKINGS =
            EnumSet.of(Ranking.REPEAT_THEN_POPULARITY, Ranking.TERM, Ranking.NETWORK);

    private static MetricsAccumulator metrics() {
        Map<Ranking, Double> ndcg = new EnumMap<>(Ranking.class);
        for (Ranking ranking : Ranking.values()) {
            if (!LATER_RANKINGS.contains(ranking)) {
                ndcg.put(ranking, 1.0 / (2 + ndcg.size()));
            }
        }
        MetricsAccumulator metrics = new MetricsAccumulator();
        metrics.evaluated(group("a", 5, 0, true, 4, 1), Optional.of(new GroupEvaluation(1, "warm", ndcg)));
        metrics.evaluated(group("b", 5, -1, false, 4, 1), Optional.empty());
        metrics.trained(new Losses(8, 1, 0.5, 2, 3, 1, 9));
        return metrics;
    }

    /** A folded cart addition of x and a recent one of another product. */
    private static CartCounts carts() {
        CartCounts carts = new CartCounts(WINDOW);
        carts.fold(20 * DAY);
        carts.count(example(List.of(cart("x", 1, 0), cart("\u00e9t\u00e9", 19 * DAY, 1)), List.of(1)));
        return carts;
    }

    private static TrainerStatistics statistics() {
        return StatisticsCodec.encode(metrics(), carts());
    }

    @Test
    void shouldRestoreWhatWasStored() {
        TrainerStatistics stored = StateBlocks.decode(StateBlocks.encode(statistics()), read -> read);
        assertThat(stored).isEqualTo(statistics());

        MetricsAccumulator metrics = StatisticsCodec.metrics(stored);
        assertThat(metrics.means()).isEqualTo(metrics().means());
        assertThat(metrics.holdout).isEqualTo(1);
        assertThat(metrics.unevaluated).isEqualTo(1);
        assertThat(metrics.examples()).isEqualTo(4);
        CartCounts carts = StatisticsCodec.carts(stored, WINDOW);
        assertThat(carts.before("\u00e9t\u00e9", 20 * DAY)).isEqualTo(1);
        assertThat(carts.before("x", 20 * DAY)).isEqualTo(1);
        assertThat(StatisticsCodec.encode(metrics, carts)).isEqualTo(statistics());
    }

    @Test
    void shouldReadTheFormatBeforeAvro() {
        byte[] bytes = HexFormat.of().parseHex(FORMAT_2);
        TrainerStatistics read = StateBlocks.decode(List.of(new Block("online/0", bytes)), statistics -> statistics);
        assertThat(read).isEqualTo(statistics());
    }

    @Test
    void shouldSplitALargeStateIntoBlocks() {
        CartCounts carts = new CartCounts(WINDOW);
        for (int i = 0; i < 30_000; i++) {
            carts.count(example(List.of(cart("x", 1, 1), cart("product-number-" + i, 2, 2)), List.of(1)));
        }
        List<Block> blocks = StateBlocks.encode(StatisticsCodec.encode(new MetricsAccumulator(), carts));
        assertThat(blocks).hasSizeGreaterThan(1).allMatch(StateBlocks::owns);
        assertThat(blocks).extracting(Block::name).startsWith("online/0", "online/1");

        CartCounts restored = StateBlocks.decode(blocks, read -> StatisticsCodec.carts(read, WINDOW));
        assertThat(restored.before("product-number-29999", Fixtures.HOUR)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnotherFormatAndACutStateWithTheRemedy() {
        byte[] whole = StateBlocks.encode(statistics()).get(0).data();
        byte[] other = whole.clone();
        other[0] = 9;
        byte[] otherSchema = whole.clone();
        otherSchema[4]++;
        byte[] old = HexFormat.of().parseHex(FORMAT_2);
        for (byte[] bytes : List.of(
                Arrays.copyOf(whole, 40), other, otherSchema, Arrays.copyOf(old, old.length - 1), new byte[0])) {
            assertThatThrownBy(() -> StateBlocks.decode(List.of(new Block("online/0", bytes)), read -> read))
                    .isInstanceOf(TrainerFailedException.class)
                    .hasMessageContaining("blocks online/* of topic trainer-state (" + bytes.length + " bytes")
                    .hasMessageContaining("cut short or in a format that this version of Freshet does not read")
                    .hasMessageContaining("train under a new model.name");
        }
    }
}
