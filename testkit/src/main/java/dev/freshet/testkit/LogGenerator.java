package dev.freshet.testkit;

import dev.freshet.core.hash.Hash64;
import dev.freshet.schemas.UserEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The log of a small shop: customers visit now and then, see pages of products, click, fill the cart and buy by their
 * {@link SmallShopTaste}. The same settings produce the same log. A customer's part does not depend on the number of
 * customers.
 *
 * @param seed of all randomness
 * @param users number of customers: user-0 and so on
 * @param products number of products: product-0 and so on; at least {@value SmallShopVisit#PAGE}
 * @param start of the first day
 * @param days length of the log
 */
public record LogGenerator(long seed, int users, int products, Instant start, int days) {

    private static final double VISITS_PER_DAY = 0.6;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** Visits begin at eight in the morning or within fourteen hours after it; the last one ends before midnight. */
    private static final long OPENING_MS = Duration.ofHours(8).toMillis();

    private static final long OPEN_MS = Duration.ofHours(14).toMillis();

    public LogGenerator {
        if (products < SmallShopVisit.PAGE) {
            throw new IllegalArgumentException(
                    "a page shows " + SmallShopVisit.PAGE + " products, the shop has " + products);
        }
    }

    /** A log of 40 customers and 120 products in the first two weeks of August 2016. */
    public static LogGenerator seeded(long seed) {
        return new LogGenerator(seed, 40, 120, Instant.parse("2016-08-01T00:00:00Z"), 14);
    }

    public LogGenerator withUsers(int users) {
        return new LogGenerator(seed, users, products, start, days);
    }

    public LogGenerator withProducts(int products) {
        return new LogGenerator(seed, users, products, start, days);
    }

    public LogGenerator withDays(Instant start, int days) {
        return new LogGenerator(seed, users, products, start, days);
    }

    /** All events in order of time. Events of one page share a time and keep the page's order. */
    public List<UserEvent> events() {
        List<UserEvent> events = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            SplittableRandom random =
                    new SplittableRandom(Hash64.seeded(seed).add(user).value());
            SmallShopTaste taste = new SmallShopTaste(random.nextInt(SmallShopTaste.KINDS));
            for (int day = 0; day < days; day++) {
                if (random.nextDouble() < VISITS_PER_DAY) {
                    long time = start.toEpochMilli() + day * DAY_MS + OPENING_MS + random.nextLong(OPEN_MS);
                    new SmallShopVisit("user-" + user, taste, products, random, events).run(day, time);
                }
            }
        }
        events.sort(Comparator.comparingLong(UserEvent::getTimestamp));
        return List.copyOf(events);
    }
}
