package dev.freshet.core.statistics;

import dev.freshet.core.count.DecayedCount;
import dev.freshet.core.count.HalfLife;
import dev.freshet.core.event.TimeSpan;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pairs of one kind in which a product takes part. A pair is directed: the customer chose the first product before the
 * second one. All counts halve in 30 days.
 *
 */
final class Pairs {

    static final HalfLife HALF_LIFE = new HalfLife(30 * TimeSpan.DAY);

    static final DecayedCount ZERO = new DecayedCount(0, Long.MIN_VALUE);

    static final Pairs NONE = new Pairs(ZERO, 0, new int[0], new double[0], Long.MIN_VALUE);

    /** Pairs in which the product is the second one. */
    final DecayedCount asSecond;

    /** Pairs in which it is the first one, at {@code time}, those of forgotten partners included. */
    final double asFirst;

    /** Of {@code asFirst} and {@code counts}, epoch milliseconds. */
    final long time;

    /** Slots of the second products, ascending. */
    private final int[] partners;

    /** Pairs with each partner, at {@code time}. */
    private final double[] counts;

    private Pairs(DecayedCount asSecond, double asFirst, int[] partners, double[] counts, long time) {
        this.asSecond = asSecond;
        this.asFirst = asFirst;
        this.partners = partners;
        this.counts = counts;
        this.time = time;
    }

    /** A decayed count with one more, which may have happened before the time of the count. */
    static DecayedCount plusOne(DecayedCount count, long at) {
        if (count.equals(ZERO)) {
            return new DecayedCount(1, at);
        }
        return at >= count.time()
                ? HALF_LIFE.plusOne(count, at)
                : new DecayedCount(
                        count.count() + HALF_LIFE.value(new DecayedCount(1, at), count.time()), count.time());
    }

    /** Number of partners. */
    int size() {
        return partners.length;
    }

    void write(ByteBuffer out) {
        RowBlocks.write(asSecond, out);
        out.putDouble(asFirst).putInt(partners.length);
        for (int partner : partners) {
            out.putInt(partner);
        }
        for (double count : counts) {
            out.putDouble(count);
        }
        out.putLong(time);
    }

    /** @throws IllegalArgumentException when the bytes are damaged */
    static Pairs read(ByteBuffer in) {
        DecayedCount asSecond = RowBlocks.decayed(in);
        double asFirst = in.getDouble();
        int size = in.getInt();
        if (size < 0 || size > in.remaining()) {
            throw new IllegalArgumentException(size + " partners");
        }
        int[] partners = new int[size];
        double[] counts = new double[size];
        for (int i = 0; i < size; i++) {
            partners[i] = in.getInt();
        }
        for (int i = 0; i < size; i++) {
            counts[i] = in.getDouble();
        }
        return new Pairs(asSecond, asFirst, partners, counts, in.getLong());
    }

    /** A count at a time, epoch milliseconds; as it is for an earlier time. */
    static double value(DecayedCount count, long at) {
        return at <= count.time() || count.equals(ZERO) ? count.count() : HALF_LIFE.value(count, at);
    }

    /** One more pair in which the product is the second one. */
    Pairs plusAsSecond(long at) {
        return new Pairs(plusOne(asSecond, at), asFirst, partners, counts, time);
    }

    /**
     * One more pair in which the product is the first one.
     *
     * @param partner slot of the second product
     * @param most partners to keep; the partner with the smallest count goes first, of equal ones that of the largest slot
     */
    Pairs plusAsFirst(int partner, long at, int most) {
        long now = Math.max(at, time);
        double decay = factor(now);
        double one = at == now ? 1 : HALF_LIFE.value(new DecayedCount(1, at), now);
        int found = Arrays.binarySearch(partners, partner);
        int place = found >= 0 ? found : -found - 1;
        int size = partners.length + (found >= 0 ? 0 : 1);
        int[] slots = new int[size];
        double[] values = new double[size];
        for (int from = 0, to = 0; to < size; to++) {
            boolean added = found < 0 && to == place;
            slots[to] = added ? partner : partners[from];
            values[to] = added ? one : counts[from] * decay + (to == place ? one : 0);
            from += added ? 0 : 1;
        }
        Pairs more = new Pairs(asSecond, asFirst * decay + one, slots, values, now);
        while (more.partners.length > most) {
            more = more.without(smallest(more.counts));
        }
        return more;
    }

    /** The pairs without partners in a set of slots. */
    Pairs withoutPartners(BitSet gone) {
        Pairs rest = this;
        for (int i = partners.length - 1; i >= 0; i--) {
            if (gone.get(partners[i])) {
                rest = rest.without(i);
            }
        }
        return rest;
    }

    /** Pairs with a partner, at {@code time}. */
    double with(int partner) {
        int found = Arrays.binarySearch(partners, partner);
        return found < 0 ? 0 : counts[found];
    }

    /** Pairs with each partner by its slot, at {@code time}. */
    SortedMap<Integer, Double> byPartner() {
        SortedMap<Integer, Double> all = new TreeMap<>();
        for (int i = 0; i < partners.length; i++) {
            all.put(partners[i], counts[i]);
        }
        return all;
    }

    /** By what {@code asFirst} and {@code counts} decay from {@code time} to a later time. */
    double factor(long later) {
        return later <= time || time == Long.MIN_VALUE ? 1 : HALF_LIFE.value(new DecayedCount(1, time), later);
    }

    private Pairs without(int index) {
        int[] slots = new int[partners.length - 1];
        double[] values = new double[slots.length];
        for (int from = 0, to = 0; from < partners.length; from++) {
            if (from != index) {
                slots[to] = partners[from];
                values[to++] = counts[from];
            }
        }
        return new Pairs(asSecond, asFirst, slots, values, time);
    }

    private static int smallest(double[] values) {
        int smallest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] <= values[smallest]) {
                smallest = i;
            }
        }
        return smallest;
    }
}
