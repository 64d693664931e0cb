package dev.freshet.simulator;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.hash.Hash64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** All products of the shop, including those not yet launched. */
final class Catalogue {

    static final int BRANDS = 8;

    private static final double NEW_ONES = 0.25;
    private static final double QUALITY = 0.7;
    private static final long HOUR_MS = TimeSpan.HOUR;
    private static final long DAY_MS = TimeSpan.DAY;

    private final List<Product> products;
    private final Map<Long, double[]> demandByHour = new HashMap<>();

    private Catalogue(List<Product> products) {
        this.products = List.copyOf(products);
    }

    /** A quarter of the products are launched between start and end, the others at most a year before the start. */
    static Catalogue of(long seed, int size, long start, long end) {
        List<Product> products = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            SplittableRandom random = new SplittableRandom(
                    Hash64.seeded(seed).add("product").add(number).value());
            long launch = random.nextDouble() < NEW_ONES
                    ? start + random.nextLong(end - start)
                    : start - random.nextLong(365 * DAY_MS);
            products.add(new Product(
                    number,
                    Category.ALL.get(number % Category.ALL.size()),
                    random.nextInt(BRANDS),
                    random.nextGaussian(),
                    QUALITY * random.nextGaussian(),
                    launch,
                    20 + 40 * random.nextDouble(),
                    2 * Math.PI * random.nextDouble()));
        }
        return new Catalogue(products);
    }

    /** Products by number. */
    List<Product> products() {
        return products;
    }

    /** {@link Product#demand} of the current hour, by product number. */
    double[] demand(long time) {
        return demandByHour.computeIfAbsent(
                Math.floorDiv(time, HOUR_MS),
                hour -> products.stream()
                        .mapToDouble(p -> p.demand(hour * HOUR_MS))
                        .toArray());
    }
}
