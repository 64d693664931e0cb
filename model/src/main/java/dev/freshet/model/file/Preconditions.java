package dev.freshet.model.file;

import java.util.List;

/** Checks that a JSON file has its required fields. */
final class Preconditions {

    private Preconditions() {}

    /** @throws IllegalArgumentException naming what is missing */
    static <T> T require(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** @throws IllegalArgumentException naming the list that is missing or has a gap */
    static List<String> requireAll(String name, List<String> values) {
        int at = 0;
        for (String value : require(name, values)) {
            if (value == null) {
                throw new IllegalArgumentException(name + " has no id at index " + at);
            }
            at++;
        }
        return List.copyOf(values);
    }
}
