package dev.freshet.simulator;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.hash.Hash64;
import java.util.SplittableRandom;

/** A customer. Customers act independently of each other. */
final class Customer {

    private static final long DAY_MS = TimeSpan.DAY;
    private static final double REGULARS = 0.5;
    private static final double VISITS_A_DAY = 0.2;
    private static final double VISITS_SPREAD = 0.7;
    private static final double MOST_VISITS_A_DAY = 1.5;

    private final String id;
    private final SplittableRandom random;
    private final Taste taste;
    private final Memory memory = new Memory();
    private final long joinedAt;
    private final double visitsADay;

    Customer(long seed, int number, long start, long end) {
        id = "customer-" + number;
        random = new SplittableRandom(
                Hash64.seeded(seed).add("customer").add(number).value());
        taste = new Taste(random.split(), start, end);
        joinedAt = random.nextDouble() < REGULARS ? start : start + random.nextLong(end - start);
        visitsADay = Math.min(MOST_VISITS_A_DAY, VISITS_A_DAY * StrictMath.exp(VISITS_SPREAD * random.nextGaussian()));
    }

    String id() {
        return id;
    }

    SplittableRandom random() {
        return random;
    }

    Taste taste() {
        return taste;
    }

    Memory memory() {
        return memory;
    }

    /** The start of the next visit after a time; never before the customer's first visit. */
    long nextVisit(long time) {
        double days = -StrictMath.log(1 - random.nextDouble()) / visitsADay;
        return Math.max(time, joinedAt) + (long) (days * DAY_MS);
    }

    /** The appeal of a product at a time, in log-odds. */
    double appeal(Product product, double demand, long time) {
        return demand + taste.appeal(product, time) + memory.appeal(product, time);
    }
}
