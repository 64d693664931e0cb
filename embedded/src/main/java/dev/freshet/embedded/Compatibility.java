package dev.freshet.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Compatibility levels of a subject, with Confluent's names. */
enum Compatibility {
    NONE(false, false, false),
    /** The new schema reads records of the newest one. */
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    /** The newest schema reads records of the new one. */
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Compatibility(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    static Compatibility of(String level) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(level))
                .findFirst()
                .orElseThrow(() -> RegistryException.invalidCompatibility(level));
    }

    /** The reason why {@code schema} may not follow {@code earlier} (oldest first); empty when it may. */
    Optional<String> fault(Schema schema, List<Schema> earlier) {
        int from = transitive ? 0 : Math.max(0, earlier.size() - 1);
        return earlier.subList(from, earlier.size()).stream()
                .map(before -> fault(schema, before))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private String fault(Schema schema, Schema before) {
        String fault = backward ? unreadable(schema, before) : null;
        return fault == null && forward ? unreadable(before, schema) : fault;
    }

    private static String unreadable(Schema reader, Schema writer) {
        String faults =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getResult()
                        .getIncompatibilities()
                        .stream()
                        .map(each -> each.getType() + " at " + each.getLocation() + ": " + each.getMessage())
                        .collect(Collectors.joining("; "));
        return faults.isEmpty() ? null : faults;
    }
}
