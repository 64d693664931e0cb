package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.hash.Hash64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A group's candidates in the order of a hash of request and product. All rankings get this order, so neither ties nor
 * the position at which a product was shown favour any of them.
 *
 * @param productIds candidates
 * @param labels labels of the candidates, in the same order
 */
public record CandidateOrder(List<String> productIds, List<Integer> labels) {

    private static final long ORDER_SEED = 0;

    public static CandidateOrder of(ExampleGroup group) {
        List<String> ids = group.productIds();
        List<Integer> order = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> hash(ORDER_SEED, group.requestId(), ids.get(i)))
                        .thenComparing(ids::get))
                .toList();
        return new CandidateOrder(
                order.stream().map(ids::get).toList(),
                order.stream().map(group.labels()::get).toList());
    }

    static long hash(long seed, String requestId, String productId) {
        return Hash64.seeded(seed).add(requestId).add(productId).value();
    }
}
