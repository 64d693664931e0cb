package dev.freshet.core.metric;

/**
 * Normalised discounted cumulative gain with linear gain, cut at k in the ranking and in the ideal:
 * {@code DCG = sum over rank r = 1..k of label(r) / log2(r + 1)}.
 */
public final class Ndcg {

    private Ndcg() {}

    /**
     * NDCG of the ranking by descending score. Of equal scores the later index comes first, as in the reference's
     * stable form; +0.0 equals -0.0.
     *
     * @param scores one score per candidate, none NaN
     * @param labels one non-negative label per candidate
     * @return a value in [0, 1]; 0 when every label is 0
     */
    public static double at(int k, float[] scores, int[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + labels.length + " labels");
        }
        int[] order = descending(scores);
        double gain = 0;
        for (int r = 0; r < Math.min(k, order.length); r++) {
            gain += labels[order[r]] / log2(r + 2);
        }
        double ideal = idealGain(k, labels);
        return ideal == 0 ? 0 : gain / ideal;
    }

    /** Indices by descending score; of equal scores the later index first. */
    public static int[] descending(float[] scores) {
        Integer[] boxed = new Integer[scores.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = i;
        }
        java.util.Arrays.sort(boxed, (a, b) -> {
            int byScore = Float.compare(scores[b] + 0.0f, scores[a] + 0.0f);
            return byScore != 0 ? byScore : Integer.compare(b, a);
        });
        return java.util.Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }

    private static double idealGain(int k, int[] labels) {
        int[] sorted = labels.clone();
        java.util.Arrays.sort(sorted);
        double gain = 0;
        for (int r = 0; r < Math.min(k, sorted.length); r++) {
            gain += sorted[sorted.length - 1 - r] / log2(r + 2);
        }
        return gain;
    }

    private static double log2(int x) {
        return Math.log(x) / Math.log(2);
    }
}
