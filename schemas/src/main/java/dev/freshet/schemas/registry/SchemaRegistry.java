package dev.freshet.schemas.registry;

import java.util.Map;
import java.util.TreeMap;

/**
 * Registers schemas and returns them by id. Implementations are thread-safe. They remember every schema, since an id never
 * changes its meaning, and for a short time that an id is unknown.
 */
public interface SchemaRegistry {

    /**
     * The id of a schema under a subject; registers it when it is new there.
     *
     * @throws SchemaRejectedException when the registry finds the schema invalid or incompatible with the subject
     * @throws RegistryUnavailableException when the registry does not answer
     */
    int register(String subject, String schema);

    /**
     * The schema with an id, as JSON.
     *
     * @throws UnknownSchemaException when the registry answers that it has no such id
     * @throws RegistryUnavailableException when the registry does not answer
     */
    String schema(int id);

    /** Prefix of settings of an app that go to the registry's client. */
    String PREFIX = "schema.registry.";

    /**
     * The client that an app's settings name: {@code schema.registry.url}, and {@code schema.registry.NAME} for NAME of the
     * client.
     */
    static SchemaRegistry of(Map<String, ?> settings) {
        Map<String, String> config = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals(PREFIX + "url")) {
                config.put(name.substring(PREFIX.length()), String.valueOf(value));
            }
        });
        return connect(String.valueOf(settings.get(PREFIX + "url")), config);
    }

    /**
     * A client of a registry that speaks Confluent's REST API.
     *
     * @param url one or more addresses separated by commas, or {@code mock://SCOPE} for a registry in memory that lives
     *     as long as the JVM and is shared by all clients of the same scope
     * @param config Confluent's client settings (credentials, TLS, time-outs); {@code max.retries}, {@code
     *     retries.wait.ms} and {@code retries.max.wait.ms} for the exponential back-off; {@code call.timeout.ms} for a call
     *     with all its retries; {@code unknown.ids.memory.ms} for how long an unknown id is not asked for again
     */
    static SchemaRegistry connect(String url, Map<String, String> config) {
        return ConfluentSchemaRegistry.connect(url, config);
    }
}
