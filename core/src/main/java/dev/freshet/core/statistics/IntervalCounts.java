package dev.freshet.core.statistics;

import java.util.List;

/**
 * What the customers of one partition did with products in an interval of event time, or a part of that.
 *
 * @param from beginning of the interval, epoch milliseconds
 * @param to its end, not part of it
 * @param part number of the part, from 0
 * @param parts how many parts the interval has
 * @param products by id, ascending over the parts
 */
public record IntervalCounts(long from, long to, int part, int parts, List<ProductCount> products) {

    public IntervalCounts {
        products = List.copyOf(products);
        if (from >= to || part < 0 || part >= parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts + " from " + from + " to " + to);
        }
    }
}
