package dev.freshet.schemas.registry;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Confluent's client with our exceptions, our retries and a cache that never evicts. */
final class ConfluentSchemaRegistry implements SchemaRegistry {

    private final RegistryAddress address;
    private final ConfluentClient client;
    private final RetryPolicy retry;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();

    private record Registration(String subject, String schema) {}

    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException, RegistryAnswerException;
    }

    private ConfluentSchemaRegistry(RegistryAddress address, ConfluentClient client, RetryPolicy retry) {
        this.address = address;
        this.client = client;
        this.retry = retry;
    }

    static ConfluentSchemaRegistry connect(String url, Map<String, String> config) {
        RegistryAddress address = RegistryAddress.parse(url);
        RetryPolicy retry = RetryPolicy.of(config);
        return new ConfluentSchemaRegistry(
                address, new ConfluentClient(address.urls(), RegistryClientSettings.of(config, address)), retry);
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
            id = call(operation, () -> client.register(subject, schema));
        } catch (RegistryAnswerException e) {
            if (!e.isRefusal()) {
                throw unavailable(operation, e);
            }
            throw new SchemaRejectedException(
                    "the schema registry at " + address + " refused the schema of subject " + subject + ": "
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
            schema = call(operation, () -> client.schema(id));
        } catch (RegistryAnswerException e) {
            if (e.isForeignSchema()) {
                throw new UnknownSchemaException(
                        "the schema with id " + id + " in the registry at " + address + " is not an Avro schema", e);
            }
            if (!e.isUnknownSchema()) {
                throw unavailable(operation, e);
            }
            throw new UnknownSchemaException("the schema registry at " + address + " has no schema with id " + id, e);
        }
        schemas.put(id, schema);
        return schema;
    }

    /**
     * Retries failures that may be temporary (IO errors, 429, 5xx); the caller handles other answers of the registry.
     */
    private <T> T call(String operation, Call<T> call) throws RegistryAnswerException {
        for (int attempt = 1; ; attempt++) {
            Exception failure;
            try {
                return call.run();
            } catch (IOException e) {
                if (!RegistryFailure.mayPass(e)) {
                    throw unavailable(operation, e);
                }
                failure = e;
            } catch (RegistryAnswerException e) {
                if (!e.mayPass()) {
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
        return new RegistryUnavailableException(RegistryFailure.explain(address, operation, cause), cause);
    }
}
