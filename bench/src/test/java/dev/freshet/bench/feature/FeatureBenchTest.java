package dev.freshet.bench.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bench.BenchException;
import dev.freshet.bench.BenchListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FeatureBenchTest {

    @Test
    void shouldCheckAndMeasureEachRound() {
        List<String> said = new ArrayList<>();
        BenchListener listener = new BenchListener() {
            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public void progress(String doing) {}
        };
        FeatureReport report = FeatureBench.run(new FeaturePlan(15, 100, 40, 5, 2), listener);

        assertThat(report.rounds()).hasSize(2).allSatisfy(round -> {
            assertThat(round.term()).isPositive();
            assertThat(round.answer()).isGreaterThan(round.term());
        });
        assertThat(said).hasSize(2);
        assertThat(report.lines().get(0)).startsWith("15 candidates after 100 events: features and term ");
    }

    @Test
    void shouldRefuseWhatItCannotMeasure() {
        assertThatThrownBy(() -> new FeaturePlan(15, 513, 40, 5, 2))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("at most 512 events");
        assertThatThrownBy(() -> new FeaturePlan(15, 1, 40, 0, 2)).hasMessage("requests must be at least 1, not 0");
    }
}
