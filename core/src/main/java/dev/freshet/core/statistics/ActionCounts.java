package dev.freshet.core.statistics;

import dev.freshet.core.count.DecayedCount;
import dev.freshet.core.count.HalfLife;
import dev.freshet.core.event.TimeSpan;

/**
 * How often customers viewed, clicked and carted a product: ever, and with counts that decay.
 *
 * @param views ever
 * @param clicks ever
 * @param carts cart additions ever
 * @param viewsHour views with a half-life of an hour, at {@code time}
 * @param viewsWeek views with a half-life of 7 days, at {@code time}
 * @param clicksHour clicks with a half-life of an hour, at {@code time}
 * @param clicksDay clicks with a half-life of a day, at {@code time}
 * @param cartsWeek cart additions with a half-life of 7 days, at {@code time}
 * @param time of the decayed counts, epoch milliseconds
 */
public record ActionCounts(
        long views,
        long clicks,
        long carts,
        double viewsHour,
        double viewsWeek,
        double clicksHour,
        double clicksDay,
        double cartsWeek,
        long time) {

    public static final ActionCounts NONE = new ActionCounts(0, 0, 0, 0, 0, 0, 0, 0, Long.MIN_VALUE);

    private static final HalfLife HOUR = new HalfLife(TimeSpan.HOUR);
    private static final HalfLife DAY = new HalfLife(TimeSpan.DAY);
    private static final HalfLife WEEK = new HalfLife(7 * TimeSpan.DAY);

    /** Whether the product was clicked or carted, not only viewed. */
    boolean isWanted() {
        return clicks + carts > 0;
    }

    /** The counts at a time, epoch milliseconds; as they are for a time before {@code time}. */
    public ActionCounts at(long later) {
        if (later <= time || this.equals(NONE)) {
            return this;
        }
        double hour = HOUR.value(new DecayedCount(1, time), later);
        double day = DAY.value(new DecayedCount(1, time), later);
        double week = WEEK.value(new DecayedCount(1, time), later);
        return new ActionCounts(
                views,
                clicks,
                carts,
                viewsHour * hour,
                viewsWeek * week,
                clicksHour * hour,
                clicksDay * day,
                cartsWeek * week,
                later);
    }

    /**
     * These counts and more of them.
     *
     * @param at when the others happened, epoch milliseconds; before {@code time} for late ones
     */
    ActionCounts plus(long moreViews, long moreClicks, long moreCarts, long at) {
        if (at < time) {
            ActionCounts decayed =
                    NONE.plus(moreViews, moreClicks, moreCarts, at).at(time);
            return plus(decayed);
        }
        ActionCounts now = at(at);
        return now.plus(new ActionCounts(
                moreViews, moreClicks, moreCarts, moreViews, moreViews, moreClicks, moreClicks, moreCarts, at));
    }

    /** The sum with counts of the same time, or with the first ones. */
    private ActionCounts plus(ActionCounts more) {
        return new ActionCounts(
                views + more.views,
                clicks + more.clicks,
                carts + more.carts,
                viewsHour + more.viewsHour,
                viewsWeek + more.viewsWeek,
                clicksHour + more.clicksHour,
                clicksDay + more.clicksDay,
                cartsWeek + more.cartsWeek,
                more.time);
    }
}
