package dev.freshet.model;

/**
 * How packed windows become a (B, L) rectangle and come back. Padding repeats the first token: causality keeps it out of
 * every state that is read.
 *
 * @param length L, the longest window
 * @param gather (B L) packed token at each cell of the rectangle
 * @param scatter (T) cell of each packed token
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of indices that nobody compares
record Padding(int length, long[] gather, long[] scatter) {

    static Padding of(int[] lengths) {
        int longest = 0;
        int tokens = 0;
        for (int length : lengths) {
            longest = Math.max(longest, length);
            tokens += length;
        }
        long[] gather = new long[lengths.length * longest];
        long[] scatter = new long[tokens];
        int token = 0;
        for (int window = 0; window < lengths.length; window++) {
            for (int i = 0; i < lengths[window]; i++, token++) {
                int cell = window * longest + i;
                gather[cell] = token;
                scatter[token] = cell;
            }
        }
        return new Padding(longest, gather, scatter);
    }
}
