package dev.freshet.bench.batch;

import dev.freshet.core.hash.Sha256;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A batch's fingerprint: SHA-256 over its columns in the order of {@link FlatBatch}. Commas separate numbers,
 * semicolons separate columns.
 */
public final class BatchDigest {

    private BatchDigest() {}

    public static String of(FlatBatch batch) {
        FlatBatch.History h = batch.history();
        FlatBatch.Candidates c = batch.candidates();
        Stream<int[]> history = Stream.of(
                h.sources(), h.actions(), h.products(), h.positions(), h.targets(), h.targetsOfUser(), h.lengths());
        Stream<int[]> candidates = c == null
                ? Stream.empty()
                : Stream.of(c.sources(), c.labels(), c.products(), c.lengths(), c.requestsOfUser());
        String text = Stream.concat(history, candidates)
                .map(column -> IntStream.of(column).mapToObj(String::valueOf).collect(Collectors.joining(",", "", ";")))
                .collect(Collectors.joining());
        return new Sha256().add(text).hex();
    }
}
