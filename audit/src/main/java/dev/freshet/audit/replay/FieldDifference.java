package dev.freshet.audit.replay;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Finds the first field in which two values differ, and says how. */
final class FieldDifference {

    private static final int SHOWN = 80;

    private FieldDifference() {}

    /**
     * The difference in words, such as {@code groups[0].delay_ms is 0, the re-run gives 172800000}; empty when they are
     * equal.
     */
    static Optional<String> of(Object emitted, Object again) {
        return Objects.equals(emitted, again) ? Optional.empty() : Optional.of(find("", emitted, again));
    }

    private static String find(String path, Object emitted, Object again) {
        if (emitted instanceof IndexedRecord one
                && again instanceof IndexedRecord other
                && one.getSchema().equals(other.getSchema())) {
            for (Schema.Field field : one.getSchema().getFields()) {
                Object left = one.get(field.pos());
                Object right = other.get(field.pos());
                if (!Objects.equals(left, right)) {
                    return find(path.isEmpty() ? field.name() : path + "." + field.name(), left, right);
                }
            }
        }
        if (emitted instanceof List<?> one && again instanceof List<?> other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                if (!Objects.equals(one.get(i), other.get(i))) {
                    return find(path + "[" + i + "]", one.get(i), other.get(i));
                }
            }
        }
        return (path.isEmpty() ? "the record" : path) + " is " + words(emitted) + ", the re-run gives " + words(again);
    }

    private static String words(Object value) {
        if (value instanceof List<?> list) {
            return "of " + list.size() + " entries";
        }
        String text = value instanceof IndexedRecord record
                ? "a " + record.getSchema().getName() + " " + record
                : String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
