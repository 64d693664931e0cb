package dev.freshet.testkit.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The difference between the records of a run and the expected ones.
 *
 * @param expected number of expected records
 * @param lost expected records that are missing
 * @param duplicated extra copies of expected records
 * @param differing records that are not expected; or, when every record is present once, records out of place
 */
public record Difference(long expected, long lost, long duplicated, long differing) {

    /** Compares lists whose elements implement equals. */
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
