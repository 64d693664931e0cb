package dev.freshet.trainer.online;

import static dev.freshet.trainer.Fixtures.DAY;
import static dev.freshet.trainer.Fixtures.MINUTE;
import static dev.freshet.trainer.Fixtures.example;
import static dev.freshet.trainer.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.metric.RankingMetric;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.model.loss.Losses;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.evaluation.Baselines;
import dev.freshet.trainer.evaluation.GroupEvaluation;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.evaluation.PrequentialEvaluator;
import dev.freshet.trainer.evaluation.Ranking;
import dev.freshet.trainer.evaluation.StatisticsCodec;
import dev.freshet.trainer.state.TrainerStatistics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class StateBlocksTest {

    private static final Duration REACH = Duration.ofMinutes(90);

    /** What commit 30acedf wrote for {@link #metrics}, followed by cart additions. */
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
    private static final Set<Ranking> LATER_RANKINGS = EnumSet.of(
            Ranking.REPEAT_THEN_POPULARITY, Ranking.TERM, Ranking.NETWORK, Ranking.FROZEN, Ranking.COUNTS_LOGIT);

    private static MetricsAccumulator metrics() {
        Map<Ranking, Double> ndcg = new EnumMap<>(Ranking.class);
        for (Ranking ranking : Ranking.values()) {
            if (!LATER_RANKINGS.contains(ranking)) {
                ndcg.put(ranking, 1.0 / (2 + ndcg.size()));
            }
        }
        MetricsAccumulator metrics = new MetricsAccumulator();
        Map<RankingMetric, Map<Ranking, Double>> evaluated = Map.of(RankingMetric.NDCG10, ndcg);
        metrics.evaluated(group("a", 5, 0, true, 4, 1), Optional.of(new GroupEvaluation(1, "warm", evaluated)));
        metrics.evaluated(group("b", 5, -1, false, 4, 1), Optional.empty());
        metrics.trained(new Losses(8, 1, 0.5, 2, 3, 1, 9));
        return metrics;
    }

    private static Baselines baselines() {
        return new Baselines(new ProductStatistics(new StatisticsLimits(16, 1)), REACH);
    }

    private static void count(Baselines baselines, long to, List<ProductCount> products) {
        baselines.advance(to);
        baselines.count(new IntervalCounts(to - MINUTE, to, 0, 1, products));
    }

    /** Baselines that have counted two products and learned from some groups. */
    private static Baselines counted() {
        Baselines baselines = baselines();
        count(
                baselines,
                DAY,
                List.of(new ProductCount("x", 3, 0, 1, 0), new ProductCount("\u00e9t\u00e9", 1, 0, 0, 0)));
        count(baselines, DAY + MINUTE, List.of(new ProductCount("x", 1, 0, 0, 0)));
        PrequentialEvaluator evaluator = new PrequentialEvaluator(
                new PrequentialEvaluator.Versions(t -> Optional.empty(), version -> Optional.empty(), false),
                baselines,
                Oracle.NONE);
        for (int i = 0; i < 20; i++) {
            ExampleGroup group = group("r" + i, DAY, -1, false, 4, i % 4);
            evaluator.evaluate(example(List.of(), List.of(), group), group);
        }
        return baselines;
    }

    private static TrainerStatistics statistics(Baselines baselines) {
        return StatisticsCodec.encode(metrics(), baselines)
                .setFirstPublishedAt(DAY)
                .setFrozenVersion(7)
                .build();
    }

    @Test
    void shouldRestoreWhatWasStored() {
        TrainerStatistics written = statistics(counted());
        assertThat(written.getIntervals()).hasSize(2);
        assertThat(written.getCountsLogit().getInputs()).hasSize(4);
        TrainerStatistics stored = StateBlocks.decode(StateBlocks.encode(written), read -> read);
        assertThat(stored).isEqualTo(written);

        MetricsAccumulator metrics = StatisticsCodec.metrics(stored);
        assertThat(metrics.means()).isEqualTo(metrics().means());
        assertThat(metrics.holdout).isEqualTo(1);
        assertThat(metrics.unevaluated).isEqualTo(1);
        assertThat(metrics.examples()).isEqualTo(4);
        Baselines restored = baselines();
        StatisticsCodec.restore(stored, restored, DAY);
        assertThat(statistics(restored)).isEqualTo(written);
    }

    @Test
    void shouldReadTheFormatBeforeAvro() {
        byte[] bytes = HexFormat.of().parseHex(FORMAT_2);
        TrainerStatistics read = StateBlocks.decode(List.of(new Block("online/0", bytes)), statistics -> statistics);
        requireMetricsAlone(read);
    }

    private static Schema schema(String name) throws IOException {
        try (InputStream schema = TrainerStatistics.class.getResourceAsStream(name)) {
            return new Schema.Parser().parse(schema);
        }
    }

    /** A record as a trainer of its schema's time wrote it. */
    private static Block block(GenericRecord old) throws IOException {
        ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), old.getSchema()).encode(old);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return new Block("online/0", bytes);
    }

    @Test
    void shouldReadTheSchemaBeforeRehearsal() throws Exception {
        Schema before = schema("TrainerStatistics-2.avsc");
        TrainerStatistics now = statistics(baselines());
        GenericRecord old = new GenericData.Record(before);
        before.getFields().forEach(field -> old.put(field.pos(), now.get(field.name())));

        TrainerStatistics read = StateBlocks.decode(List.of(block(old)), statistics -> statistics);
        assertThat(read).isEqualTo(now);
        assertThat(read.getRehearsalCount()).isZero();
    }

    /** The schema that an earlier release wrote, with counts of cart additions that nothing reads any more. */
    @Test
    void shouldReadTheSchemaBeforeTheCountsOfIntervals() throws Exception {
        Schema before = schema("TrainerStatistics-1.avsc");
        TrainerStatistics now = statistics(baselines());
        GenericRecord old = new GenericData.Record(before);
        for (Schema.Field field : before.getFields()) {
            old.put(field.pos(), now.getSchema().getField(field.name()) == null ? null : now.get(field.name()));
        }
        Schema stratum = before.getField("strata").schema().getValueType();
        Map<String, GenericRecord> strata = new HashMap<>();
        now.getStrata()
                .forEach((name, sums) -> strata.put(
                        name,
                        new GenericRecordBuilder(stratum)
                                .set("groups", sums.getGroups())
                                .set("ndcg10", sums.getNdcg10())
                                .build()));
        old.put("strata", strata);
        old.put("carts_horizon", 5L);
        old.put("carts", List.of());
        requireMetricsAlone(StateBlocks.decode(List.of(block(old)), read -> read));
    }

    private static void requireMetricsAlone(TrainerStatistics read) {
        assertThat(StatisticsCodec.metrics(read).means()).isEqualTo(metrics().means());
        Baselines restored = baselines();
        StatisticsCodec.restore(read, restored, DAY);
        TrainerStatistics again =
                StatisticsCodec.encode(new MetricsAccumulator(), restored).build();
        assertThat(again.getIntervalsHorizon())
                .as("no counts of intervals before the restart")
                .isEqualTo(DAY);
        assertThat(again.getIntervals()).isEmpty();
        assertThat(read.getFrozenVersion()).isEqualTo(-1);
        assertThat(read.getFirstPublishedAt()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldSplitALargeStateIntoBlocks() {
        Baselines baselines = baselines();
        List<ProductCount> products = IntStream.range(0, 60_000)
                .mapToObj(i -> new ProductCount("product-number-" + i, 1, 0, 1, 0))
                .toList();
        count(baselines, DAY, products);
        List<Block> blocks = StateBlocks.encode(statistics(baselines));
        assertThat(blocks).hasSizeGreaterThan(1).allMatch(StateBlocks::owns);
        assertThat(blocks).extracting(Block::name).startsWith("online/0", "online/1");

        Baselines restored = baselines();
        StateBlocks.decode(blocks, read -> {
            StatisticsCodec.restore(read, restored, DAY);
            return read;
        });
        assertThat(statistics(restored)).isEqualTo(statistics(baselines));
    }

    @Test
    void shouldRefuseAnotherFormatAndACutStateWithTheRemedy() {
        byte[] whole = StateBlocks.encode(statistics(counted())).get(0).data();
        byte[] other = whole.clone();
        other[0] = 9;
        byte[] otherSchema = whole.clone();
        otherSchema[4]++;
        byte[] old = HexFormat.of().parseHex(FORMAT_2);
        for (byte[] bytes :
                List.of(Arrays.copyOf(whole, 40), other, otherSchema, Arrays.copyOf(old, 100), new byte[0])) {
            assertThatThrownBy(() -> StateBlocks.decode(List.of(new Block("online/0", bytes)), read -> read))
                    .isInstanceOf(TrainerFailedException.class)
                    .hasMessageContaining("blocks online/* of topic trainer-state (" + bytes.length + " bytes")
                    .hasMessageContaining("cut short or in a format that this version of Freshet does not read")
                    .hasMessageContaining("train under a new model.name");
        }
    }
}
