package dev.freshet.schemas.codec;

import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.schemas.ProductCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Converts between the counts of an interval and their Avro record. */
public final class CountsCodec {

    private CountsCodec() {}

    public static ProductCounts encode(IntervalCounts counts) {
        return new ProductCounts(
                counts.from(),
                counts.to(),
                counts.part(),
                counts.parts(),
                column(counts, ProductCount::productId),
                column(counts, ProductCount::views),
                column(counts, ProductCount::clicks),
                column(counts, ProductCount::carts),
                column(counts, ProductCount::purchases));
    }

    /**
     * The counts that a record holds.
     *
     * @throws IllegalArgumentException saying what is wrong with the record
     */
    public static IntervalCounts decode(ProductCounts wire) {
        int size = wire.getProductIds().size();
        for (List<Integer> column : List.of(wire.getViews(), wire.getClicks(), wire.getCarts(), wire.getPurchases())) {
            if (column.size() != size || column.stream().anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException(
                        "its counts are negative, or differ in length from its " + size + " products");
            }
        }
        List<ProductCount> products = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            products.add(new ProductCount(
                    wire.getProductIds().get(i),
                    wire.getViews().get(i),
                    wire.getClicks().get(i),
                    wire.getCarts().get(i),
                    wire.getPurchases().get(i)));
        }
        return new IntervalCounts(wire.getFrom(), wire.getTo(), wire.getPart(), wire.getParts(), products);
    }

    private static <T> List<T> column(IntervalCounts counts, Function<ProductCount, T> field) {
        return counts.products().stream().map(field).toList();
    }
}
