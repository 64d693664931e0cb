package dev.freshet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RankingMetricTest {

    private static final int[] LABELS = {0, 1, 0, 1, 0};

    @Test
    void shouldTakeTheRankOfTheFirstPositiveCandidate() {
        assertThat(RankingMetric.MRR.of(new float[] {5, 4, 3, 2, 1}, LABELS)).isEqualTo(0.5);
        assertThat(RankingMetric.MRR.of(new float[] {1, 1, 9, 1, 8}, LABELS))
                .as("of equal scores the later comes first")
                .isEqualTo(1.0 / 3);
        assertThat(RankingMetric.MRR.of(new float[] {1, 2}, new int[] {0, 0})).isZero();
    }

    @Test
    void shouldCountPairsInTheRightOrder() {
        assertThat(RankingMetric.AUC.of(new float[] {1, 5, 2, 4, 3}, LABELS)).isEqualTo(1);
        assertThat(RankingMetric.AUC.of(new float[] {5, 4, 3, 2, 1}, LABELS)).isCloseTo(3.0 / 6, within(1e-12));
        assertThat(RankingMetric.AUC.of(new float[] {7, 7, 7, 7, 7}, LABELS))
                .as("no order at all")
                .isEqualTo(0.5);
        assertThat(RankingMetric.AUC.of(new float[] {1, 2}, new int[] {1, 1})).isEqualTo(0.5);
    }

    @Test
    void shouldCutNdcgAtTen() {
        float[] scores = new float[12];
        int[] labels = new int[12];
        for (int i = 0; i < 12; i++) {
            scores[i] = -i;
        }
        labels[10] = 1;
        assertThat(RankingMetric.NDCG10.of(scores, labels)).isZero();
        assertThat(RankingMetric.NDCG10.label()).isEqualTo("ndcg10");
    }
}
