package dev.freshet.testkit.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How what is there differs from what should be.
 *
 * @param expected records that should be there
 * @param lost of these, not there
 * @param duplicated there once more than expected, each time
 * @param differing there and not expected at all; or, when every record is there once, out of its place
 */
public record Difference(long expected, long lost, long duplicated, long differing) {

    /** Compares lists whose elements have equals. */
    public static <T> Difference of(List<T> expected, List<T> actual) {
        Map<T, Integer> missing = new HashMap<>();
        expected.forEach(record -> missing.merge(record, 1, Integer::sum));
        long duplicated = 0;
        long differing = 0;
        for (T record : actual) {
            Integer left = missing.get(record);
            if (left == null) {
                differing++;
            } else if (left == 0) {
                duplicated++;
            } else {
                missing.put(record, left - 1);
            }
        }
        long lost = missing.values().stream().mapToLong(Integer::longValue).sum();
        if (lost + duplicated + differing == 0) {
            differing = outOfPlace(expected, actual);
        }
        return new Difference(expected.size(), lost, duplicated, differing);
    }

    private static <T> long outOfPlace(List<T> expected, List<T> actual) {
        long moved = 0;
        for (int i = 0; i < expected.size(); i++) {
            moved += expected.get(i).equals(actual.get(i)) ? 0 : 1;
        }
        return moved;
    }

    @JsonIgnore
    public boolean isNone() {
        return lost == 0 && duplicated == 0 && differing == 0;
    }
}
