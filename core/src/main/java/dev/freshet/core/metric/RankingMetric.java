package dev.freshet.core.metric;

import java.util.Locale;

/** How good a ranking of a request group is, by scores (higher ranks first; none NaN) and labels of its candidates. */
public enum RankingMetric {
    /** {@link Ndcg} of the first ten. */
    NDCG10 {
        @Override
        public double of(float[] scores, int[] labels) {
            return Ndcg.at(10, scores, labels);
        }
    },
    /** One divided by the rank of the first candidate with a label above 0; ties as in {@link Ndcg}. 0 without one. */
    MRR {
        @Override
        public double of(float[] scores, int[] labels) {
            int[] order = Ndcg.descending(scores);
            for (int rank = 0; rank < order.length; rank++) {
                if (labels[order[rank]] > 0) {
                    return 1.0 / (rank + 1);
                }
            }
            return 0;
        }
    },
    /**
     * The share of pairs of candidates with different labels that the scores put in the right order; equal scores count
     * half. 0.5 when all labels are equal.
     */
    AUC {
        @Override
        public double of(float[] scores, int[] labels) {
            double right = 0;
            int pairs = 0;
            for (int i = 0; i < labels.length; i++) {
                for (int j = 0; j < labels.length; j++) {
                    if (labels[i] > labels[j]) {
                        pairs++;
                        right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    }
                }
            }
            return pairs == 0 ? 0.5 : right / pairs;
        }
    };

    /** The metric of one group, in [0, 1]. */
    public abstract double of(float[] scores, int[] labels);

    /** Its name in metrics and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
