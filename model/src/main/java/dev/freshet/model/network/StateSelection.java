package dev.freshet.model.network;

import dev.freshet.model.batch.PackedHistory;
import dev.freshet.model.torch.TorchOps;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The states of a packed history to compute.
 *
 * @param history windows one after the other
 * @param tokens (K) distinct tokens whose states are requested, ascending
 * @param rows (N) for every requested state, 1 + the index of its token in {@code tokens}, or 0 for the empty history
 */
@SuppressWarnings("ArrayRecordComponent") // instances are never compared
record StateSelection(PackedHistory history, long[] tokens, long[] rows) {

    static StateSelection of(PackedHistory history, long[] asked) {
        long[] tokens = Arrays.stream(asked)
                .filter(token -> token >= 0)
                .sorted()
                .distinct()
                .toArray();
        long[] rows = Arrays.stream(asked)
                .map(token -> token < 0 ? 0 : 1 + Arrays.binarySearch(tokens, token))
                .toArray();
        return new StateSelection(history, tokens, rows);
    }

    /** Spans in which every token attends. */
    TorchOps.Spans everyToken() {
        return spans(lengths(), history.positions());
    }

    /** Spans in which only the requested tokens attend. */
    TorchOps.Spans spans() {
        long[] queries = new long[history.lengths().length];
        int window = 0;
        long end = history.lengths()[0];
        for (long token : tokens) {
            while (token >= end) {
                end += history.lengths()[++window];
            }
            queries[window]++;
        }
        return spans(
                queries,
                Arrays.stream(tokens)
                        .map(token -> history.positions()[(int) token])
                        .toArray());
    }

    private TorchOps.Spans spans(long[] queries, long[] positions) {
        long[] both = LongStream.concat(Arrays.stream(history.positions()), Arrays.stream(positions))
                .toArray();
        return new TorchOps.Spans(queries, lengths(), both);
    }

    private long[] lengths() {
        return Arrays.stream(history.lengths()).asLongStream().toArray();
    }
}
