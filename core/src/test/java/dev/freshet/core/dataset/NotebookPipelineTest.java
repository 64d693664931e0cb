package dev.freshet.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares groups with those that the reference's code builds; {@code -Dgolden.dir=DIR} selects other vectors.
 */
class NotebookPipelineTest {

    private static JsonNode golden;
    private static List<LogEvent> log;
    private static Split split;

    @BeforeAll
    static void read() throws IOException {
        golden = golden();
        log = log(golden.get("raw_log"));
        split = Split.of(log.get(0).timestamp(), log.get(log.size() - 1).timestamp(), days(30), days(2));
    }

    @Test
    void shouldSplitTimeLikeTheReference() {
        JsonNode times = golden.get("timesplit");
        assertThat(split.start())
                .isEqualTo(1000 * times.get("timesplit_train_start").asLong());
        assertThat(split.trainEnd())
                .isEqualTo(1000 * times.get("timesplit_train_end").asLong());
        assertThat(split.validFrom())
                .isEqualTo(1000 * times.get("timesplit_valid_start").asLong());
        assertThat(split.end())
                .isEqualTo(1000 * times.get("timesplit_valid_end").asLong());
    }

    @ParameterizedTest
    @CsvSource({"TRAIN, train_targets", "VALID, valid_targets"})
    void shouldSplitRequestsLikeTheReference(Split.Part part, String name) {
        NotebookRequests requests = new NotebookRequests(Set.of("ST_Catalog"));
        log.forEach(requests::add);
        List<JsonNode> found = requests.targets(new NamedCounts()).stream()
                .filter(target -> split.of(target.timestamp()) == part)
                .map(NotebookPipelineTest::json)
                .toList();
        assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(golden.get(name));
    }

    @ParameterizedTest
    @CsvSource({
        "PRETRAIN_TRAIN, pretrain_train_samples",
        "PRETRAIN_STOP, pretrain_valid_samples",
        "RANK_TRAIN, finetune_train_samples",
        "RANK_FROZEN, finetune_valid_samples"
    })
    void shouldMakeTheSamplesOfTheReference(DatasetPart part, String name) {
        Map<String, JsonNode> found = new TreeMap<>();
        examples()
                .getOrDefault(part, List.of())
                .forEach(example -> assertThat(found.put(index("user_id", example.userId()), json(example)))
                        .isNull());
        Map<String, JsonNode> wanted = new TreeMap<>();
        golden.get(name).properties().forEach(sample -> wanted.put(sample.getKey(), sample.getValue()));
        assertThat(wanted).isNotEmpty();
        assertThat(found.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach(
                (user, sample) -> assertThat(found.get(user)).as("user " + user).isEqualTo(trimmed(sample)));
    }

    @Test
    void shouldCountLikeTheReference() {
        NotebookProtocol protocol = protocol("ST_Catalog");
        protocol.finish((part, example) -> {});
        NamedCounts counts = protocol.counts();
        assertThat(counts.get("history.train"))
                .isEqualTo(golden.at("/counts/train_history").asLong());
        assertThat(counts.get("history.valid"))
                .isEqualTo(golden.at("/counts/valid_history").asLong());
        assertThat(counts.get("groups.train"))
                .isEqualTo(golden.at("/counts/train_targets").asLong());
        assertThat(counts.get("groups.valid"))
                .isEqualTo(golden.at("/counts/valid_targets").asLong());
    }

    @Test
    void shouldRejectAnExcludedSourceThatTheLogLacks() {
        NotebookProtocol protocol = protocol("ST_Nowhere");
        assertThatThrownBy(() -> protocol.finish((part, example) -> {}))
                .hasMessageContaining("ST_Nowhere")
                .hasMessageContaining("does not appear in the log");
    }

    private static Map<DatasetPart, List<Example>> examples() {
        Map<DatasetPart, List<Example>> examples = new EnumMap<>(DatasetPart.class);
        protocol("ST_Catalog")
                .finish((part, example) ->
                        examples.computeIfAbsent(part, p -> new ArrayList<>()).add(example));
        return examples;
    }

    private static NotebookProtocol protocol(String excluded) {
        Map<List<String>, Long> lags = new HashMap<>();
        golden.get("train_lags")
                .forEach(lag -> lags.put(
                        List.of(
                                lag.get("user_id").asText(),
                                lag.get("request_id").asText(),
                                lag.get("source_type").asText()),
                        days(lag.get("lag_days").asLong())));
        NotebookProtocol protocol = new NotebookProtocol(
                split,
                (user, request, source) -> lags.get(
                        List.of(index("user_id", user), request, index("source_type", source == null ? "" : source))),
                Set.of(excluded));
        log.forEach(protocol::add);
        return protocol;
    }

    private static JsonNode json(NotebookTarget target) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("user_id", number("user_id", target.userId()));
        fields.put("request_id", Integer.parseInt(target.requestId()));
        fields.put("timestamp", (int) (target.timestamp() / 1000));
        fields.put("source_type", source(target.sourceType()));
        fields.put("product_id", products(target.productIds()));
        fields.put("action_type", target.labels());
        return new ObjectMapper().valueToTree(fields);
    }

    private static JsonNode json(Example example) {
        List<HistoryEvent> events = example.history();
        List<ExampleGroup> groups = example.groups();
        List<Integer> targets = groups.isEmpty() ? example.targets() : each(groups, ExampleGroup::stateIndex);
        Map<String, Object> sample = new HashMap<>();
        sample.put(
                "history",
                Map.of(
                        "source_type", each(events, event -> source(event.sourceType())),
                        "action_type", each(events, event -> event.action().row()),
                        "product_id", products(each(events, HistoryEvent::productId)),
                        "position", IntStream.range(0, events.size()).boxed().toList(),
                        "targets_inds", targets,
                        "targets_lengths", List.of(targets.size()),
                        "lengths", List.of(events.size())));
        if (!groups.isEmpty()) {
            sample.put(
                    "candidates",
                    Map.of(
                            "source_type", each(groups, group -> source(group.sourceType())),
                            "action_type",
                                    groups.stream()
                                            .flatMap(g -> g.labels().stream())
                                            .toList(),
                            "product_id",
                                    products(groups.stream()
                                            .flatMap(g -> g.productIds().stream())
                                            .toList()),
                            "lengths", each(groups, group -> group.productIds().size()),
                            "num_requests", List.of(groups.size())));
        }
        return new ObjectMapper().valueToTree(sample);
    }

    /** A sample without the pretraining target at index 0, which the reference's loss ignores. */
    private static JsonNode trimmed(JsonNode sample) {
        if (sample.has("candidates")) {
            return sample;
        }
        ObjectNode copy = sample.deepCopy();
        ObjectNode history = (ObjectNode) copy.get("history");
        List<Integer> targets = new ArrayList<>();
        history.get("targets_inds").forEach(target -> targets.add(target.asInt()));
        targets.remove(Integer.valueOf(0));
        history.set("targets_inds", new ObjectMapper().valueToTree(targets));
        history.set("targets_lengths", new ObjectMapper().valueToTree(List.of(targets.size())));
        return copy;
    }

    private static <T, R> List<R> each(List<T> list, Function<T, R> of) {
        return list.stream().map(of).toList();
    }

    private static List<Integer> products(List<String> ids) {
        return each(ids, id -> number("product_id", id));
    }

    private static int source(String source) {
        return number("source_type", source == null ? "" : source);
    }

    private static int number(String column, String id) {
        return Integer.parseInt(index(column, id));
    }

    /** The reference's number for an id. */
    private static String index(String column, String id) {
        for (JsonNode pair : golden.get("mappings").get(column)) {
            if (pair.get(0).asText().equals(id)) {
                return pair.get(1).asText();
            }
        }
        throw new AssertionError(column + " " + id + " has no number");
    }

    private static List<LogEvent> log(JsonNode columns) {
        Map<String, Action> actions = Map.of(
                "AT_View", Action.VIEW,
                "AT_Click", Action.CLICK,
                "AT_CartUpdate", Action.CART_UPDATE,
                "AT_Purchase", Action.PURCHASE);
        List<LogEvent> events = new ArrayList<>();
        for (int i = 0; i < columns.get("user_id").size(); i++) {
            events.add(new LogEvent(
                    columns.get("user_id").get(i).asText(),
                    columns.get("product_id").get(i).asText(),
                    actions.get(columns.get("action_type").get(i).asText()),
                    text(columns.get("source_type").get(i)),
                    1000 * columns.get("timestamp").get(i).asLong(),
                    text(columns.get("request_id").get(i))));
        }
        return events;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? null : value.asText();
    }

    private static long days(long days) {
        return days * TimeSpan.DAY;
    }

    private static JsonNode golden() throws IOException {
        String directory = System.getProperty("golden.dir", "");
        Path file = Path.of(System.getProperty("repository.root", ""))
                .resolve(directory)
                .resolve("pipeline.json");
        try (InputStream in = directory.isBlank()
                ? NotebookPipelineTest.class.getResourceAsStream("/golden/pipeline.json")
                : Files.newInputStream(file)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
