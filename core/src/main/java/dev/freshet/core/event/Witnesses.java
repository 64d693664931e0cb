package dev.freshet.core.event;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The customers of a partition whose events arrived last, each once, with the newest time of each. The median of these times
 * moves the partition's watermark, so wrong clocks of fewer than half of them cannot move it. Immutable.
 *
 * @param most how many customers take part
 * @param customers at most {@code most}, in order of their last arrival
 */
public record Witnesses(int most, List<Witness> customers) {

    /**
     * One customer.
     *
     * @param userId the customer
     * @param newest the largest time of the customer's events since it entered the list, epoch milliseconds
     */
    public record Witness(String userId, long newest) {}

    public Witnesses {
        customers = List.copyOf(customers);
    }

    public static Witnesses none(int most) {
        return new Witnesses(most, List.of());
    }

    /** The list after an event of a customer; this list when the event changes nothing. */
    public Witnesses with(String userId, long time) {
        Witness last = customers.isEmpty() ? null : customers.get(customers.size() - 1);
        if (last != null && last.userId().equals(userId) && last.newest() >= time) {
            return this;
        }
        List<Witness> next = new ArrayList<>(customers.size() + 1);
        long newest = time;
        for (Witness witness : customers) {
            if (witness.userId().equals(userId)) {
                newest = Math.max(newest, witness.newest());
            } else {
                next.add(witness);
            }
        }
        next.add(new Witness(userId, newest));
        return new Witnesses(most, next.subList(Math.max(0, next.size() - most), next.size()));
    }

    /** The median of the newest times, epoch milliseconds; empty while there are fewer customers than take part. */
    public OptionalLong median() {
        if (customers.size() < most) {
            return OptionalLong.empty();
        }
        long[] times = customers.stream().mapToLong(Witness::newest).sorted().toArray();
        return OptionalLong.of(times[(most - 1) / 2]);
    }
}
