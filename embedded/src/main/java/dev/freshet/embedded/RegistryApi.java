package dev.freshet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Confluent's REST calls without HTTP: answers a method, a path and a body, or throws a {@link RegistryException}. */
final class RegistryApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Subjects subjects;
    private final SchemaLog log;

    RegistryApi(Subjects subjects, SchemaLog log) {
        this.subjects = subjects;
        this.log = log;
    }

    /**
     * Answers one call at a time, so versions and ids have no gaps.
     *
     * @param path segments of the path, decoded
     */
    synchronized JsonNode answer(String method, List<String> path, JsonNode body) {
        String first = path.isEmpty() ? "" : path.get(0);
        Optional<JsonNode> answer = switch (first) {
            case "" -> Optional.of(JSON.createObjectNode());
            case "subjects" -> subjects(method, path, body);
            case "schemas" -> schemas(method, path);
            case "config" -> config(method, path, body);
            case "compatibility" -> compatibility(method, path, body);
            default -> Optional.empty();
        };
        return answer.orElseThrow(() -> RegistryException.notFound(method + " /" + String.join("/", path)));
    }

    private Optional<JsonNode> subjects(String method, List<String> path, JsonNode body) {
        boolean versions = path.size() > 2 && path.get(2).equals("versions");
        if (method.equals("GET") && path.size() == 1) {
            ArrayNode names = JSON.createArrayNode();
            subjects.names().forEach(names::add);
            return Optional.of(names);
        }
        if (method.equals("POST") && path.size() == 2) {
            return Optional.of(lookUp(path.get(1), body));
        }
        if (method.equals("POST") && path.size() == 3 && versions) {
            return Optional.of(register(path.get(1), body));
        }
        if (method.equals("GET") && path.size() == 3 && versions) {
            ArrayNode numbers = JSON.createArrayNode();
            subjects.versions(path.get(1)).forEach(each -> numbers.add(each.version()));
            return Optional.of(numbers);
        }
        if (method.equals("GET") && path.size() == 4 && versions) {
            return Optional.of(json(subjects.version(path.get(1), path.get(3))));
        }
        return Optional.empty();
    }

    private Optional<JsonNode> schemas(String method, List<String> path) {
        if (!method.equals("GET") || path.size() != 3 || !path.get(1).equals("ids")) {
            return Optional.empty();
        }
        if (!path.get(2).matches("[0-9]{1,9}")) {
            throw RegistryException.schemaNotFound(path.get(2));
        }
        String schema = subjects.schema(Integer.parseInt(path.get(2))).toString();
        return Optional.of(JSON.createObjectNode().put("schema", schema));
    }

    private Optional<JsonNode> config(String method, List<String> path, JsonNode body) {
        if (path.size() > 2) {
            return Optional.empty();
        }
        String subject = path.size() == 2 ? path.get(1) : null;
        if (method.equals("GET")) {
            Compatibility level = subject == null
                    ? subjects.global()
                    : subjects.level(subject).orElseThrow(() -> RegistryException.noLevel(subject));
            return Optional.of(JSON.createObjectNode().put("compatibilityLevel", level.name()));
        }
        if (method.equals("PUT")) {
            Compatibility level = Compatibility.of(body.path("compatibility").asText());
            log.append(subject, level);
            subjects.setLevel(subject, level);
            return Optional.of(JSON.createObjectNode().put("compatibility", level.name()));
        }
        return Optional.empty();
    }

    /** POST /compatibility/subjects/SUBJECT/versions[/latest]: whether the registry would accept the schema. */
    private Optional<JsonNode> compatibility(String method, List<String> path, JsonNode body) {
        boolean latest = path.size() == 4 || (path.size() == 5 && path.get(4).equals("latest"));
        if (!method.equals("POST") || !latest || !path.get(1).equals("subjects")) {
            return Optional.empty();
        }
        Optional<String> fault = subjects.fault(path.get(2), parse(body));
        ObjectNode answer = JSON.createObjectNode().put("is_compatible", fault.isEmpty());
        fault.ifPresent(reason -> answer.putArray("messages").add(reason));
        return Optional.of(answer);
    }

    private JsonNode register(String subject, JsonNode body) {
        Schema schema = parse(body);
        RegisteredSchema registered = subjects.find(subject, schema).orElseGet(() -> add(subject, schema));
        return JSON.createObjectNode().put("id", registered.id());
    }

    private RegisteredSchema add(String subject, Schema schema) {
        subjects.fault(subject, schema).ifPresent(reason -> {
            throw RegistryException.incompatible(subject, reason);
        });
        RegisteredSchema next = subjects.next(subject, schema);
        log.append(next);
        subjects.add(next);
        return next;
    }

    private JsonNode lookUp(String subject, JsonNode body) {
        subjects.versions(subject);
        return json(subjects.find(subject, parse(body))
                .orElseThrow(() -> RegistryException.schemaNotFound("under subject " + subject)));
    }

    private static Schema parse(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw RegistryException.invalidSchema("type " + type + " is not served, only AVRO");
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryException.invalidSchema(
                    "references are not served by this development registry; send the schema whole");
        }
        try {
            return new Schema.Parser().parse(body.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw RegistryException.invalidSchema(e.getMessage());
        }
    }

    private static JsonNode json(RegisteredSchema registered) {
        return JSON.createObjectNode()
                .put("subject", registered.subject())
                .put("version", registered.version())
                .put("id", registered.id())
                .put("schema", registered.schema().toString());
    }
}
