package dev.freshet.model.batch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Request groups of a batch: G groups with C candidates and P pairs in all.
 *
 * @param states (G) token whose state ranks the group, or -1 for the empty history
 * @param contexts (G) row of the source
 * @param owners (C) group of each candidate
 * @param candidates (C) row of the product
 * @param features (C, inputs of the term) live features of the candidates, flat; empty without a term
 * @param pairs pairs of candidates with different labels
 */
// instances are never compared
@SuppressWarnings("ArrayRecordComponent")
public record BatchGroups(
        long[] states, long[] contexts, long[] owners, long[] candidates, float[] features, Pairs pairs) {

    public int size() {
        return states.length;
    }

    /**
     * Pairs of candidates of one group, the first with the higher label.
     *
     * @param better (P) candidate with the higher label
     * @param worse (P) candidate with the lower label
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Pairs(long[] better, long[] worse) {

        public int size() {
            return better.length;
        }

        /** The same, of the labels of each group. */
        public static Pairs of(List<int[]> labels) {
            return of(
                    labels.stream().flatMapToInt(Arrays::stream).toArray(),
                    labels.stream().mapToInt(group -> group.length).toArray());
        }

        /**
         * All pairs, ordered by group, then better, then worse candidate. {@code labels} (C) are those of the
         * candidates, {@code lengths} (G) the numbers of candidates in the groups.
         */
        public static Pairs of(int[] labels, int[] lengths) {
            LongStream.Builder better = LongStream.builder();
            LongStream.Builder worse = LongStream.builder();
            int start = 0;
            for (int length : lengths) {
                for (int i = start; i < start + length; i++) {
                    for (int j = start; j < start + length; j++) {
                        if (labels[i] > labels[j]) {
                            better.add(i);
                            worse.add(j);
                        }
                    }
                }
                start += length;
            }
            return new Pairs(better.build().toArray(), worse.build().toArray());
        }
    }
}
