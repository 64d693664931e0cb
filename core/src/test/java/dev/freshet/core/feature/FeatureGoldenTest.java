package dev.freshet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.ActionCounts;
import dev.freshet.core.statistics.FirstPairs;
import dev.freshet.core.statistics.PairKind;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The features of a synthetic log are those of the reference; {@code golden.dir} is relative to the repository's root. */
final class FeatureGoldenTest {

    private static final double RELATIVE = 1e-9;

    private final JsonNode golden = golden();

    @Test
    void shouldNameTheFeaturesAsTheReferenceDoes() {
        assertThat(PageFeatures.names()).isEqualTo(texts(golden.get("feature_names")));
        assertThat(PageNumbers.NAMES).isEqualTo(texts(golden.get("page_names")));
    }

    @TestFactory
    List<DynamicTest> shouldComputeTheFeaturesOfTheReference() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode request : golden.get("requests")) {
            tests.add(DynamicTest.dynamicTest(request.get("request_id").asText(), () -> check(request)));
        }
        assertThat(tests).hasSize(24);
        return tests;
    }

    @TestFactory
    List<DynamicTest> shouldKeepTheStatisticsOfTheReference() {
        List<DynamicTest> tests = new ArrayList<>();
        golden.get("snapshots")
                .properties()
                .forEach(each -> tests.add(DynamicTest.dynamicTest(
                        each.getKey(), () -> checkStatistics(Long.parseLong(each.getKey()), each.getValue()))));
        assertThat(tests).hasSize(10);
        return tests;
    }

    private void check(JsonNode request) {
        long time = request.get("timestamp").asLong();
        StatisticsSnapshot statistics = before(request.get("snapshot").asLong());
        List<HistoryEvent> window = new ArrayList<>();
        request.get("history")
                .forEach(row -> window.add(event(
                        row.get(0).asLong(),
                        row.get(1).asText(),
                        Action.valueOf(row.get(2).asText()),
                        window.size())));
        List<String> products = texts(request.get("products"));

        RequestPage page = RequestPage.of(products, window, statistics, time);
        for (int i = 0; i < products.size(); i++) {
            Candidate candidate = page.candidate(products.get(i));
            for (int f = 0; f < FeatureTable.ENTRIES.size(); f++) {
                FeatureTable.Entry entry = FeatureTable.ENTRIES.get(f);
                close(entry.feature().of(candidate), request.get("raw").get(i).get(f), entry.name());
            }
        }
        close(PageNumbers.raw(page), request.get("page_numbers"));
        PageFeatures features = PageFeatures.of(products, window, statistics, time);
        close(features.linear(), request.get("scaled"));
        close(features.network(), request.get("inputs"));
    }

    private void checkStatistics(long time, JsonNode expected) {
        StatisticsSnapshot statistics = before(time);
        assertThat(statistics.totals().views())
                .isEqualTo(expected.at("/totals/V").asLong());
        assertThat(statistics.totals().clicks())
                .isEqualTo(expected.at("/totals/C").asLong());
        assertThat(statistics.totals().carts())
                .isEqualTo(expected.at("/totals/K").asLong());
        expected.get("products").properties().forEach(product -> {
            ActionCounts counts = statistics.counts(statistics.slot(product.getKey()), time);
            JsonNode row = product.getValue();
            assertThat(counts.views()).isEqualTo(row.get("V").asLong());
            assertThat(counts.clicks()).isEqualTo(row.get("C").asLong());
            assertThat(counts.carts()).isEqualTo(row.get("K").asLong());
            close(counts.viewsHour(), row.get("V_1h"), product.getKey());
            close(counts.viewsWeek(), row.get("V_7d"), product.getKey());
            close(counts.clicksHour(), row.get("C_1h"), product.getKey());
            close(counts.clicksDay(), row.get("C_1d"), product.getKey());
            close(counts.cartsWeek(), row.get("K_7d"), product.getKey());
        });
        checkPairs(statistics, PairKind.CLICKED, time, expected.get("clicked_pairs"));
        checkPairs(statistics, PairKind.CARTED, time, expected.get("carted_pairs"));
    }

    private void checkPairs(StatisticsSnapshot statistics, PairKind kind, long time, JsonNode expected) {
        close(statistics.totals().pairs(kind, time), expected.get("total"), "total");
        expected.get("rows").properties().forEach(row -> {
            FirstPairs first = statistics.first(kind, statistics.slot(row.getKey()), time);
            close(first.total(), row.getValue(), row.getKey());
        });
        expected.get("columns").properties().forEach(column -> {
            double second = statistics.second(kind, statistics.slot(column.getKey()), time);
            close(second, column.getValue(), column.getKey());
        });
        for (JsonNode pair : expected.get("pairs")) {
            FirstPairs first =
                    statistics.first(kind, statistics.slot(pair.get(0).asText()), time);
            close(first.with(statistics.slot(pair.get(1).asText())), pair.get(2), pair.toString());
        }
    }

    /** The statistics of all events before a time, fed directly with events. */
    private StatisticsSnapshot before(long time) {
        ProductStatistics statistics = new ProductStatistics(new StatisticsLimits(1_000, 64));
        Map<String, List<HistoryEvent>> histories = new HashMap<>();
        for (JsonNode row : golden.get("events")) {
            if (row.get(0).asLong() < time) {
                List<HistoryEvent> history =
                        histories.computeIfAbsent(row.get(1).asText(), user -> new ArrayList<>());
                Action action = Action.valueOf(row.get(3).asText());
                HistoryEvent event = event(row.get(0).asLong(), row.get(2).asText(), action, history.size());
                count(statistics, event);
                if (action.isPositive()) {
                    PairCounter.count(statistics, history, event);
                    history.add(event);
                }
            }
        }
        return statistics.snapshot();
    }

    private static void count(ProductStatistics statistics, HistoryEvent event) {
        switch (event.action()) {
            case VIEW -> statistics.count(event.productId(), 1, 0, 0, event.timestamp());
            case CLICK -> statistics.count(event.productId(), 0, 1, 0, event.timestamp());
            case CART_UPDATE -> statistics.count(event.productId(), 0, 0, 1, event.timestamp());
            case PURCHASE -> {}
        }
    }

    private static HistoryEvent event(long time, String product, Action action, int sequence) {
        return new HistoryEvent(product, action, null, time, sequence, 0);
    }

    private static void close(double[] actual, JsonNode expected) {
        List<JsonNode> flat = StreamSupport.stream(expected.spliterator(), false)
                .flatMap(each ->
                        each.isArray() ? StreamSupport.stream(each.spliterator(), false) : List.of(each).stream())
                .toList();
        assertThat(actual).hasSize(flat.size());
        for (int i = 0; i < actual.length; i++) {
            close(actual[i], flat.get(i), "number " + i);
        }
    }

    private static void close(double actual, JsonNode expected, String what) {
        double number = expected.asDouble();
        assertThat(actual).as(what).isCloseTo(number, within(RELATIVE * Math.max(1, Math.abs(number))));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode golden() {
        String directory = System.getProperty("golden.dir", "");
        Path root = Path.of(System.getProperty("repository.root", ""));
        try (InputStream in = directory.isBlank()
                ? FeatureGoldenTest.class.getResourceAsStream("/golden/features.json")
                : Files.newInputStream(root.resolve(directory).resolve("features.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
