package dev.freshet.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;

/** What a new schema of a subject must be able to do. */
enum Compatibility {
    /** Anything goes. */
    NONE,
    /** Reads what the newest one wrote. */
    BACKWARD,
    /** Reads what every earlier one wrote. */
    BACKWARD_TRANSITIVE;

    static Compatibility of(String level) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(level))
                .findFirst()
                .orElseThrow(() -> RegistryException.invalidCompatibility(level));
    }

    /** Why {@code schema} may not follow {@code earlier} (oldest first), or empty when it may. */
    Optional<String> fault(Schema schema, List<Schema> earlier) {
        int from = switch (this) {
            case NONE -> earlier.size();
            case BACKWARD -> Math.max(0, earlier.size() - 1);
            case BACKWARD_TRANSITIVE -> 0;
        };
        return earlier.subList(from, earlier.size()).stream()
                .map(writer -> SchemaCompatibility.checkReaderWriterCompatibility(schema, writer)
                        .getResult())
                .filter(result -> !result.getIncompatibilities().isEmpty())
                .map(Compatibility::describe)
                .findFirst();
    }

    private static String describe(SchemaCompatibilityResult result) {
        return result.getIncompatibilities().stream()
                .map(fault -> fault.getType() + " at " + fault.getLocation() + ": " + fault.getMessage())
                .collect(Collectors.joining("; "));
    }
}
