package dev.freshet.core.example;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps string ids to rows of an embedding table, without collisions. Row 0 stands for unknown ids and for null. Ids get
 * rows from 1 in order of admission and keep them. Not thread-safe: the trainer owns a growing vocabulary, each served
 * version a copy.
 */
public final class Vocabulary {

    /** Row of every id that is not admitted, and of null. */
    public static final int UNKNOWN = 0;

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> rows = new HashMap<>();

    public Vocabulary() {}

    /** A vocabulary whose {@code ids} have the rows 1, 2, ... in order. */
    public Vocabulary(List<String> ids) {
        ids.forEach(this::admit);
        if (this.ids.size() != ids.size()) {
            throw new IllegalArgumentException("the vocabulary repeats an id");
        }
    }

    /** The row of an id, {@link #UNKNOWN} for null and for ids that were not admitted. */
    public int row(String id) {
        return id == null ? UNKNOWN : rows.getOrDefault(id, UNKNOWN);
    }

    /** The row of an id, which is admitted when it is new; {@link #UNKNOWN} for null. */
    public int admit(String id) {
        if (id == null) {
            return UNKNOWN;
        }
        Integer row = rows.get(id);
        if (row == null) {
            ids.add(id);
            row = ids.size();
            rows.put(id, row);
        }
        return row;
    }

    /** Rows of the table, the unknown row included. */
    public int size() {
        return ids.size() + 1;
    }

    /** Admitted ids; the id at index i has row i + 1. A view that grows with the vocabulary. */
    public List<String> ids() {
        return Collections.unmodifiableList(ids);
    }
}
