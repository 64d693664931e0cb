package dev.freshet.model.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of product statistics. A row is a product; times are epoch milliseconds. {@code slot} numbers the products as {@code
 * partners} does. A row has {@code width} numbers.
 *
 * <ul>
 *   <li>{@code counts} views, clicks, cart additions; {@code decayed} views with a half-life of an hour and of a week, clicks of
 *       an hour and of a day, cart additions of a week, at {@code time}
 *   <li>{@code clicked.*} pairs of clicks, {@code carted.*} of cart additions, with a half-life of 30 days: {@code second}
 *       pairs with the product as the second one, at {@code second_time}; {@code first} with it as the first one, at {@code
 *       first_time}, of which {@code pairs} with each of its {@code sizes} partners
 *   <li>{@code totals} views, clicks, cart additions of all products; {@code totals.pairs} of both kinds, at {@code
 *       totals.time}
 * </ul>
 *
 * @param dtype type of its numbers in safetensors
 * @param width numbers in a row
 */
record StatisticsColumn(String dtype, int width) {

    private static final String INT64 = "I64";
    private static final String FLOAT64 = "F64";
    private static final String INT32 = "I32";

    /** By name. Eight-byte numbers come first, so that they lie at multiples of eight bytes. */
    static final Map<String, StatisticsColumn> ALL = all();

    private static Map<String, StatisticsColumn> all() {
        Map<String, StatisticsColumn> all = new LinkedHashMap<>();
        all.put("totals", new StatisticsColumn(INT64, 1));
        all.put("totals.pairs", new StatisticsColumn(FLOAT64, 1));
        all.put("totals.time", new StatisticsColumn(INT64, 1));
        all.put("counts", new StatisticsColumn(INT64, 3));
        all.put("decayed", new StatisticsColumn(FLOAT64, 5));
        all.put("time", new StatisticsColumn(INT64, 1));
        for (String kind : List.of("clicked.", "carted.")) {
            all.put(kind + "second", new StatisticsColumn(FLOAT64, 1));
            all.put(kind + "second_time", new StatisticsColumn(INT64, 1));
            all.put(kind + "first", new StatisticsColumn(FLOAT64, 1));
            all.put(kind + "first_time", new StatisticsColumn(INT64, 1));
            all.put(kind + "pairs", new StatisticsColumn(FLOAT64, 1));
        }
        for (String kind : List.of("clicked.", "carted.")) {
            all.put(kind + "sizes", new StatisticsColumn(INT32, 1));
            all.put(kind + "partners", new StatisticsColumn(INT32, 1));
        }
        all.put("slot", new StatisticsColumn(INT32, 1));
        return all;
    }

    /** The shape of a column of {@code length} bytes. */
    List<Integer> shape(int length) {
        int rows = length / (width * (dtype.equals(INT32) ? Integer.BYTES : Long.BYTES));
        return width == 1 ? List.of(rows) : List.of(rows, width);
    }
}
