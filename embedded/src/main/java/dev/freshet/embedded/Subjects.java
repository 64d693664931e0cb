package dev.freshet.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.Schema;

/** Subjects, schemas and levels of the registry, in memory. Not thread-safe. */
final class Subjects {

    private final Map<String, List<RegisteredSchema>> versions = new TreeMap<>();
    private final Map<Integer, Schema> byId = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility global = Compatibility.BACKWARD;

    /** Names, sorted. */
    List<String> names() {
        return List.copyOf(versions.keySet());
    }

    /** Versions of a subject, oldest first. */
    List<RegisteredSchema> versions(String subject) {
        List<RegisteredSchema> found = versions.get(subject);
        if (found == null) {
            throw RegistryException.subjectNotFound(subject);
        }
        return List.copyOf(found);
    }

    /** A version of a subject; {@code version} is a number or {@code latest}. */
    RegisteredSchema version(String subject, String version) {
        List<RegisteredSchema> found = versions(subject);
        if (version.equals("latest") || version.equals("-1")) {
            return found.get(found.size() - 1);
        }
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw RegistryException.invalidVersion(version);
        }
        int number = Integer.parseInt(version);
        return find(found, each -> each.version() == number)
                .orElseThrow(() -> RegistryException.versionNotFound(version));
    }

    Optional<RegisteredSchema> find(String subject, Schema schema) {
        String text = schema.toString();
        return find(
                versions.getOrDefault(subject, List.of()),
                each -> each.schema().toString().equals(text));
    }

    Schema schema(int id) {
        Schema schema = byId.get(id);
        if (schema == null) {
            throw RegistryException.schemaNotFound(Integer.toString(id));
        }
        return schema;
    }

    /** The reason why a schema may not become the next version; empty when it may. */
    Optional<String> fault(String subject, Schema schema) {
        List<Schema> earlier = versions.getOrDefault(subject, List.of()).stream()
                .map(RegisteredSchema::schema)
                .toList();
        return level(subject).orElse(global).fault(schema, earlier);
    }

    /** The next version of a subject; {@link #add} stores it. */
    RegisteredSchema next(String subject, Schema schema) {
        String text = schema.toString();
        int id = byId.entrySet().stream()
                .filter(entry -> entry.getValue().toString().equals(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1);
        int version = versions.getOrDefault(subject, List.of()).size() + 1;
        return new RegisteredSchema(subject, version, id, schema);
    }

    void add(RegisteredSchema registered) {
        versions.computeIfAbsent(registered.subject(), subject -> new ArrayList<>())
                .add(registered);
        byId.put(registered.id(), registered.schema());
    }

    Compatibility global() {
        return global;
    }

    /** The subject's own level, if it has one. */
    Optional<Compatibility> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /** @param subject null for the global level */
    void setLevel(String subject, Compatibility level) {
        if (subject == null) {
            global = level;
        } else {
            levels.put(subject, level);
        }
    }

    private static Optional<RegisteredSchema> find(
            List<RegisteredSchema> versions, Predicate<RegisteredSchema> wanted) {
        return versions.stream().filter(wanted).findFirst();
    }
}
