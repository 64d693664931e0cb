package dev.freshet.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.Samples;
import dev.freshet.model.training.TrainableModel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServingModelTest {

    private static TrainableModel trained;
    private static ServingModel served;

    @BeforeAll
    static void train() {
        trained = Samples.model();
        for (int i = 0; i < 5; i++) {
            trained.step(Samples.batch(i));
        }
        served = ServingModel.load(trained.steps(), trained.modelBlocks());
    }

    @AfterAll
    static void close() {
        served.close();
        trained.close();
    }

    @Test
    void shouldScoreUnknownProductsByTheUnknownRow() {
        List<HistoryEvent> window = Samples.history(6, 20, 3);
        float[] scores = served.score(window, "s1", List.of("never seen", "p1", "neither"), 0);
        assertThat(scores[0]).isEqualTo(scores[2]).isNotEqualTo(scores[1]);
        assertThat(served.knows("p1")).isTrue();
        assertThat(served.knows("never seen")).isFalse();
    }

    @Test
    void shouldScoreCustomersWithoutHistory() {
        float[] cold = served.score(List.of(), "s1", List.of("p1", "p2"), 0);
        assertThat(cold).doesNotContain(Float.NaN);
        assertThat(cold[0]).isNotEqualTo(cold[1]);
        assertThat(served.score(List.of(), "s2", List.of("p1", "p2"), 0)).isNotEqualTo(cold);
    }

    @Test
    void shouldRetrieveTheWholeCatalogueInOrderOfItsScores() {
        List<HistoryEvent> window = Samples.history(9, 20, 5);
        List<String> all = served.items().ids();
        float[] scores = served.score(window, "s3", all, 0);
        List<RetrievedProduct> expected = IntStream.range(0, all.size())
                .mapToObj(i -> new RetrievedProduct(all.get(i), scores[i]))
                .sorted((a, b) -> Float.compare(b.score(), a.score()))
                .toList();
        assertThat(served.retrieve(window, "s3", 1000, 0)).isEqualTo(expected);
        assertThat(served.retrieve(window, "s3", 4, 0)).isEqualTo(expected.subList(0, 4));
        assertThat(served.retrieve(window, "s3", 0, 0)).isEmpty();
    }

    @Test
    void shouldRefuseWindowsLongerThanTheModels() {
        assertThatThrownBy(() -> served.score(Samples.history(33, 20, 1), "s1", List.of("p1"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33 events, more than maxLength=32");
    }

    @Test
    void shouldServeUntilTheLastUserReleasesIt() {
        ServingModel version = ServingModel.load(7, trained.modelBlocks());
        assertThat(version.retain()).isTrue();
        version.close();
        version.close();
        assertThat(version.score(List.of(), null, List.of("p1"), 0)).hasSize(1);
        version.release();
        assertThat(version.retain()).isFalse();
        assertThatThrownBy(() -> version.score(List.of(), null, List.of("p1"), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 7 is retired");
    }
}
