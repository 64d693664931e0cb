package dev.freshet.core.leakage;

import dev.freshet.core.event.Action;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductCount;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of products hold no event that the log does not have in their interval, and leave at its end. They may hold fewer:
 * late events do not count, nor those of a customer who has used up a bound.
 *
 * @param log the partition of the log that the counts are of
 */
public record CountRules(LogIndex log) {

    /**
     * The violations of a record.
     *
     * @param offset of the record
     * @param time of the record, epoch milliseconds
     */
    public List<LeakageViolation> check(long offset, long time, IntervalCounts counts) {
        List<LeakageViolation> found = new ArrayList<>();
        if (time != counts.to()) {
            found.add(violation(offset, "counts that end at " + counts.to() + " are dated " + time));
        }
        for (ProductCount product : counts.products()) {
            check(offset, counts, product, Action.VIEW, product.views(), found);
            check(offset, counts, product, Action.CLICK, product.clicks(), found);
            check(offset, counts, product, Action.CART_UPDATE, product.carts(), found);
            check(offset, counts, product, Action.PURCHASE, product.purchases(), found);
        }
        return found;
    }

    private void check(
            long offset,
            IntervalCounts counts,
            ProductCount product,
            Action action,
            int counted,
            List<LeakageViolation> found) {
        int logged = counted == 0 ? 0 : log.counted(product.productId(), action, counts.from(), counts.to());
        if (counted > logged) {
            found.add(violation(
                    offset,
                    counted + " times " + action + " of product '" + product.productId() + "' from " + counts.from()
                            + " to " + counts.to() + ", where the log has " + logged));
        }
    }

    private static LeakageViolation violation(long offset, String detail) {
        return new LeakageViolation(offset, null, null, Leak.COUNTED_EARLY, detail);
    }
}
