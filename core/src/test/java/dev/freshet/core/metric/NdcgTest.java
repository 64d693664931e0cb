package dev.freshet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NdcgTest {

    /**
     * Compares with scikit-learn's ndcg_score with stable ties; {@code golden.dir} is relative to the repository's
     * root.
     */
    @TestFactory
    List<DynamicTest> shouldMatchTheReference() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode golden : golden().get("cases")) {
            tests.add(DynamicTest.dynamicTest(golden.get("name").asText(), () -> {
                JsonNode scores = golden.get("scores").get("data");
                float[] values = new float[scores.size()];
                int[] labels = new int[values.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) scores.get(i).asDouble();
                    labels[i] = golden.get("labels").get(i).asInt();
                }
                double expected = golden.get("ndcg10_stable_reversed").asDouble();
                assertThat(Ndcg.at(10, values, labels)).isCloseTo(expected, within(1e-12));
                if (golden.get("order_equals_stable_reversed").asBoolean()) {
                    assertThat(Ndcg.descending(values)).containsExactly(order(golden.get("order")));
                }
            }));
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static int[] order(JsonNode list) {
        int[] order = new int[list.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = list.get(i).asInt();
        }
        return order;
    }

    private static JsonNode golden() throws IOException {
        String directory = System.getProperty("golden.dir", "");
        Path root = Path.of(System.getProperty("repository.root", ""));
        try (InputStream in = directory.isBlank()
                ? NdcgTest.class.getResourceAsStream("/golden/ndcg.json")
                : Files.newInputStream(root.resolve(directory).resolve("ndcg.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void shouldPutTheLaterOfEqualScoresFirst() {
        assertThat(Ndcg.descending(new float[] {1, 2, 1, -0.0f, 0.0f})).containsExactly(1, 2, 0, 4, 3);
    }

    @Test
    void shouldRejectScoresAndLabelsOfDifferentLengths() {
        assertThatThrownBy(() -> Ndcg.at(10, new float[2], new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 scores for 3 labels");
    }
}
