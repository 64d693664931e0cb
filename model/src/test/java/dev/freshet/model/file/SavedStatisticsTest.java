package dev.freshet.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.statistics.PairKind;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.StateView;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedStatisticsTest {

    private static final long END = 1_470_009_600_000L;

    @TempDir
    private Path directory;

    private Path file;
    private SavedModel saved;

    @BeforeEach
    void save() {
        file = directory.resolve("model.safetensors");
        ModelConfig config = new ModelConfig(8, 2, 1, 4, 1, 0.1).with(TermKind.MLP);
        try (TrainableModel model =
                TrainableModel.initial(config, LossWeights.defaults(), new OptimizerConfig(1e-3, 0.01, 0))) {
            model.admit(List.of("p1", "p2"), List.of("home"));
            saved = SavedModel.of(model.modelBlocks(), 0.1, "a test", Map.of())
                    .trainedUntil(END)
                    .with(new SavedStatistics(END + 1, statistics(5_000)));
        }
        saved.write(file);
    }

    /** Counts and pairs of some 400 products of which 200 have a row, so that slots are empty and used again. */
    private static StatisticsSnapshot statistics(int events) {
        ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(200, 5));
        Random random = new Random(1);
        for (int i = 0; i < events; i++) {
            long time = END + 60_000L * i - random.nextInt(500_000);
            String first = "p" + random.nextInt(400);
            String second = "\u00e4 " + random.nextInt(400);
            statistics.count(first, 3, i % 2, i % 3, time);
            statistics.pair(i % 2 == 0 ? PairKind.CLICKED : PairKind.CARTED, first, second, time);
        }
        return statistics.snapshot();
    }

    private static List<Block> blocks(SavedModel model) {
        return StatisticsBlocks.write(model.statistics().snapshot());
    }

    private static void assertSame(List<Block> found, List<Block> wanted) {
        assertThat(found)
                .extracting(Block::name)
                .isEqualTo(wanted.stream().map(Block::name).toList());
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(found.get(i).data())
                    .as(wanted.get(i).name())
                    .isEqualTo(wanted.get(i).data());
        }
    }

    @Test
    void shouldTellWhetherTheRecordsOfThePublicationAreCounted() {
        ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(200, 5));
        statistics.count("p", 1, 0, 0, END);
        assertThat(SavedStatistics.published(END, statistics.snapshot()).until())
                .isEqualTo(END);
        assertThat(SavedStatistics.published(END + 60_000, statistics.snapshot())
                        .until())
                .isEqualTo(END + 59_999);
    }

    @Test
    void shouldReadTheSameBytesAndTheEnd() {
        SavedModel read = SavedModel.read(file);
        assertThat(blocks(read)).hasSizeGreaterThan(4);
        assertSame(blocks(read), blocks(saved));
        assertThat(read.statistics().until()).isEqualTo(END + 1);
        assertThat(read.statistics().snapshot().size()).isBetween(180, 200);
        assertThat(read.trainedUntil()).isEqualTo(END);
        assertThat(read.digest()).isEqualTo(saved.with(null).digest());
    }

    @Test
    void shouldKeepTheSlotsThatAnEvictionLeftEmpty() {
        ProductStatistics evicted = new ProductStatistics(new StatisticsLimits(16, 1));
        for (int i = 0; i < 130; i++) {
            evicted.count("p" + i, 1, 0, 0, END + i);
        }
        ProductStatistics large = new ProductStatistics(new StatisticsLimits(1_000, 1));
        for (int i = 0; i < 200; i++) {
            large.count("p" + i, 1, 0, 0, END + i);
        }
        ProductStatistics shrunk = new ProductStatistics(new StatisticsLimits(16, 1), large.snapshot());
        for (int i = 0; i < 60; i++) {
            shrunk.count("p199", 1, 0, 0, END + 200 + i);
        }
        for (ProductStatistics each : List.of(evicted, shrunk)) {
            SavedModel model = saved.with(new SavedStatistics(END, each.snapshot()));
            model.write(file);
            assertSame(blocks(SavedModel.read(file)), blocks(model));
        }
        assertThat(shrunk.snapshot().size()).isLessThan(20);
    }

    @Test
    void shouldKeepStatisticsWithoutAnEvent() {
        SavedModel model = saved.with(new SavedStatistics(END, StatisticsSnapshot.EMPTY));
        model.write(file);
        assertSame(blocks(SavedModel.read(file)), blocks(model));
    }

    @Test
    void shouldBeAStateDictBesideTheStatistics() {
        StateDictFile stored = StateDictFile.read(file);
        assertThat(stored.tensors().keySet()).isEqualTo(saved.state().tensors().keySet());
        assertThat(stored.statistics())
                .filteredOn(entry -> entry.name().equals("statistics.counts"))
                .singleElement()
                .satisfies(counts -> {
                    assertThat(counts.dtype()).isEqualTo("I64");
                    assertThat(counts.shape())
                            .isEqualTo(List.of(saved.statistics().snapshot().size(), 3));
                });
    }

    @Test
    void shouldServeWithItsStatistics() {
        try (var served = SavedModel.read(file).serving();
                var without = SavedModel.read(file).with(null).serving()) {
            List<String> products = List.of("p1", "p2", "p3");
            long time = END + 5_000 * 60_000L;
            assertThat(served.score(List.of(), null, products, time))
                    .isNotEqualTo(without.score(List.of(), null, products, time));
        }
    }

    @Test
    void shouldComeBackFromPyTorchWithStatisticsAndEnd() {
        Path ids = directory.resolve("ids.json");
        PyTorchExchange.write(saved, StateView.WHOLE, file, ids);
        SavedModel back = PyTorchExchange.read(file, ids, 2, 4, 1, null);
        assertSame(blocks(back), blocks(saved));
        assertThat(back.trainedUntil()).isEqualTo(END);
        assertThat(PyTorchExchange.read(file, ids, 2, 4, 1, END + 7).trainedUntil())
                .isEqualTo(END + 7);
        assertThatThrownBy(() -> PyTorchExchange.read(file, ids, 2, 4, 1, END - 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("it was trained up to 2016-08-01T00:00:00Z, not up to 2016-07-31T23:59:59.999Z");
        assertThatThrownBy(() -> PyTorchExchange.read(file, ids, 2, 4, 1, -1L))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1969-12-31T23:59:59.999Z is no end of training data");
    }

    @Test
    void shouldWriteTheEndForAClassOfTheReference() {
        Path ids = directory.resolve("ids.json");
        Path rank = directory.resolve("rank.safetensors");
        PyTorchExchange.write(saved, StateView.FINETUNE, rank, ids);
        SavedModel back = PyTorchExchange.read(rank, ids, 2, 4, 1, null);
        assertThat(back.trainedUntil()).isEqualTo(END);
        assertThat(back.statistics()).isNull();
    }

    @Test
    void shouldNotKnowTheEndOfAFileThatDoesNotSay() {
        damage(metadata -> metadata.remove("trained_until"), entries -> entries);
        assertThat(SavedModel.read(file).trainedUntil()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-1", "1.5", "99999999999999999999"})
    void shouldRefuseAnEndThatIsNoTime(String end) {
        damage(metadata -> metadata.put("trained_until", end), entries -> entries);
        assertRefused("trained_until is '" + end + "', not a time in epoch milliseconds");
    }

    @Test
    void shouldNameStatisticsThatAreDamagedOrIncomplete() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int header = whole.length
                - saved.state().tensors().values().stream()
                        .mapToInt(tensor -> tensor.data().length)
                        .sum();
        byte[] flipped = whole.clone();
        flipped[header - 40] ^= 1;
        Files.write(file, flipped);
        assertRefused("its product statistics are damaged");

        saved.write(file);
        damage(metadata -> {}, entries -> entries.subList(1, entries.size()));
        assertRefused("its product statistics are damaged");

        saved.write(file);
        damage(metadata -> {}, entries -> List.of());
        assertRefused("its product statistics are damaged");

        saved.write(file);
        damage(metadata -> metadata.remove("statistics"), entries -> entries);
        assertRefused("its product statistics are damaged");

        saved.write(file);
        damage(
                metadata -> metadata.computeIfPresent(
                        "statistics", (k, text) -> text.replace("\"products\":[\"", "\"products\":[\"x")),
                e -> e);
        assertRefused("its product statistics are damaged");
    }

    @Test
    void shouldRefuseStatisticsOfOtherFeatures() {
        Map<String, String> metadata = new HashMap<>();
        List<TensorFile.Entry> entries = StatisticsTensors.write(saved.statistics(), metadata);
        String other = metadata.get("statistics").replaceAll("\"features\":-?\\d+", "\"features\":7");
        damage(
                found -> {
                    found.put("statistics", other);
                    found.put("statistics_digest", StatisticsTensors.digest(other, entries));
                },
                found -> entries);
        assertRefused("its product statistics are for other live features than those of this release");
    }

    @Test
    void shouldNameAColumnThatDoesNotFit() {
        StatisticsColumns columns = StatisticsColumns.of(saved.statistics().snapshot());
        assertColumn("counts", "column counts is too short", data -> new byte[0], columns);
        assertColumn("totals", "column totals is too long", data -> new byte[data.length + 8], columns);
        assertColumn("slot", "has no slot", data -> new byte[0], columns);
        assertThatThrownBy(() -> StatisticsColumns.of("", List.of(), List.of())).hasMessage("tensor totals is missing");
        assertThatThrownBy(() -> StatisticsColumns.of(
                        "", List.of(new TensorFile.Entry("other", "I64", List.of(0), new byte[0])), List.of()))
                .hasMessage("tensor other is none of theirs");
    }

    private static void assertColumn(
            String name, String words, UnaryOperator<byte[]> damage, StatisticsColumns columns) {
        List<TensorFile.Entry> entries = new ArrayList<>(columns.entries(""));
        entries.replaceAll(entry -> entry.name().equals(name)
                ? new TensorFile.Entry(name, entry.dtype(), entry.shape(), damage.apply(entry.data()))
                : entry);
        assertThatThrownBy(() ->
                        StatisticsColumns.of("", entries, columns.products()).snapshot(10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private void damage(Consumer<Map<String, String>> metadata, UnaryOperator<List<TensorFile.Entry>> statistics) {
        StateDictFile whole = StateDictFile.read(file);
        Map<String, String> texts = new HashMap<>(whole.metadata());
        metadata.accept(texts);
        new StateDictFile(texts, whole.tensors(), statistics.apply(whole.statistics())).write(file);
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> SavedModel.read(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }
}
