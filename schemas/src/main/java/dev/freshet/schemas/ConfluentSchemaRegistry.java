package dev.freshet.schemas;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** Confluent's own client, with our errors, our retries and a memory that never forgets. */
final class ConfluentSchemaRegistry implements SchemaRegistry {

    /** Codes for "no such schema" of the server and of the mock; a plain 404 rather means a wrong address. */
    private static final Set<Integer> NOT_FOUND = Set.of(40403, 40401);

    /** Bound of the client's own cache, which is of no use behind ours. */
    private static final int CLIENT_CACHE = 1_000;

    private final String url;
    private final SchemaRegistryClient client;
    private final RetryPolicy retry;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();

    private record Registration(String subject, String schema) {}

    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException, RestClientException;
    }

    private ConfluentSchemaRegistry(String url, SchemaRegistryClient client, RetryPolicy retry) {
        this.url = url;
        this.client = client;
        this.retry = retry;
    }

    static ConfluentSchemaRegistry connect(String url, Map<String, String> config) {
        Map<String, String> settings = new TreeMap<>(config);
        settings.putIfAbsent("http.connect.timeout.ms", "5000");
        settings.putIfAbsent("http.read.timeout.ms", "10000");
        SchemaRegistryClient client = SchemaRegistryClientFactory.newClient(
                List.of(url.split(",")), CLIENT_CACHE, List.of(new AvroSchemaProvider()), settings, Map.of());
        return new ConfluentSchemaRegistry(url, client, RetryPolicy.of(config));
    }

    @Override
    public int register(String subject, String schema) {
        Registration wanted = new Registration(subject, schema);
        Integer known = ids.get(wanted);
        if (known != null) {
            return known;
        }
        String operation = "register subject " + subject;
        int id;
        try {
            id = call(operation, () -> client.register(subject, new AvroSchema(schema)));
        } catch (RestClientException e) {
            if (e.getStatus() != 409 && e.getStatus() != 422) {
                throw unavailable(operation, e);
            }
            throw new SchemaRejectedException(
                    "the schema registry at " + url + " refused the schema of subject " + subject + ": "
                            + e.getMessage() + "; make the change compatible (BACKWARD), or relax the subject's"
                            + " compatibility in the registry",
                    e);
        }
        ids.put(wanted, id);
        return id;
    }

    @Override
    public String schema(int id) {
        String known = schemas.get(id);
        if (known != null) {
            return known;
        }
        String operation = "get schema " + id;
        String schema;
        try {
            schema = call(operation, () -> client.getSchemaById(id).canonicalString());
        } catch (RestClientException e) {
            if (!NOT_FOUND.contains(e.getErrorCode())) {
                throw unavailable(operation, e);
            }
            throw new UnknownSchemaException("the schema registry at " + url + " has no schema with id " + id, e);
        }
        schemas.put(id, schema);
        return schema;
    }

    /** Repeats what may pass (IO errors, 429, 5xx); other answers of the registry are the caller's to judge. */
    private <T> T call(String operation, Call<T> call) throws RestClientException {
        for (int attempt = 1; ; attempt++) {
            Exception failure;
            try {
                return Objects.requireNonNull(call.run());
            } catch (IOException e) {
                failure = e;
            } catch (RestClientException e) {
                if (e.getStatus() != 429 && e.getStatus() < 500) {
                    throw e;
                }
                failure = e;
            }
            if (attempt > retry.maxRetries()) {
                throw unavailable(operation + ", tried " + attempt + " times", failure);
            }
            retry.pause(attempt);
        }
    }

    private RegistryUnavailableException unavailable(String operation, Exception cause) {
        return new RegistryUnavailableException(
                "the schema registry at " + url + " did not answer (" + operation + "): " + cause.getMessage()
                        + "; check that it runs at this address and accepts the configured credentials, then restart",
                cause);
    }
}
