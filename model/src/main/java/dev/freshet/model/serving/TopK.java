package dev.freshet.model.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest of many scores. */
final class TopK {

    private TopK() {}

    /**
     * Indices of the {@code count} largest scores from index {@code from} on, largest first; of equal scores, the lower
     * index first.
     */
    static List<Integer> of(float[] scores, int from, int count) {
        Comparator<Integer> bestFirst = Comparator.<Integer, Float>comparing(i -> scores[i])
                .reversed()
                .thenComparing(Comparator.naturalOrder());
        PriorityQueue<Integer> worstFirst = new PriorityQueue<>(bestFirst.reversed());
        for (int i = from; i < scores.length; i++) {
            if (worstFirst.size() < count) {
                worstFirst.add(i);
            } else if (count > 0 && scores[i] > scores[worstFirst.element()]) {
                worstFirst.remove();
                worstFirst.add(i);
            }
        }
        List<Integer> best = new ArrayList<>(worstFirst);
        best.sort(bestFirst);
        return best;
    }
}
