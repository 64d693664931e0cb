package dev.freshet.schemas.registry;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Confluent's client with our exceptions, our retries and time-out, and a cache that never evicts a schema. */
final class ConfluentSchemaRegistry implements SchemaRegistry {

    private final RegistryAddress address;
    private final ConfluentClient client;
    private final CallPolicy policy;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
    /** Ids of schemas that are not Avro. */
    private final Set<Integer> foreign = ConcurrentHashMap.newKeySet();

    private final UnknownIds unknown;

    private record Registration(String subject, String schema) {}

    private ConfluentSchemaRegistry(RegistryAddress address, ConfluentClient client, CallPolicy policy) {
        this.address = address;
        this.client = client;
        this.policy = policy;
        this.unknown = new UnknownIds(policy.unknownIdsMemoryMs(), System::nanoTime);
    }

    static ConfluentSchemaRegistry connect(String url, Map<String, String> config) {
        RegistryAddress address = RegistryAddress.parse(url);
        CallPolicy policy = CallPolicy.of(config);
        return new ConfluentSchemaRegistry(
                address, new ConfluentClient(address.urls(), RegistryClientSettings.of(config, address)), policy);
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
        if (foreign.contains(id)) {
            throw notAvro(id, null);
        }
        if (unknown.remembers(id)) {
            throw notThere(id, null);
        }
        String operation = "get schema " + id;
        String schema;
        try {
            schema = call(operation, () -> client.schema(id));
        } catch (RegistryAnswerException e) {
            if (e.isForeignSchema()) {
                foreign.add(id);
                throw notAvro(id, e);
            }
            if (!e.isUnknownSchema()) {
                throw unavailable(operation, e);
            }
            unknown.remember(id);
            throw notThere(id, e);
        }
        schemas.put(id, schema);
        return schema;
    }

    private UnknownSchemaException notAvro(int id, RegistryAnswerException cause) {
        return new UnknownSchemaException(
                "the schema with id " + id + " in the registry at " + address + " is not an Avro schema", cause);
    }

    private UnknownSchemaException notThere(int id, RegistryAnswerException cause) {
        return new UnknownSchemaException("the schema registry at " + address + " has no schema with id " + id, cause);
    }

    /**
     * Retries failures that may be temporary (IO errors, 429, 5xx) until the call's time-out; the caller handles other
     * answers of the registry.
     */
    private <T> T call(String operation, CallDeadline.Attempt<T> call) throws RegistryAnswerException {
        CallDeadline deadline = new CallDeadline(policy.timeoutMs());
        for (int attempt = 1; ; attempt++) {
            Exception failure;
            try {
                return deadline.run(call);
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
            if (attempt > policy.maxRetries()
                    || !deadline.allows(policy.backoff().pauseMs(attempt))) {
                throw unavailable(operation + ", tried " + attempt + " times", failure);
            }
            policy.pause(attempt);
        }
    }

    private RegistryUnavailableException unavailable(String operation, Exception cause) {
        return new RegistryUnavailableException(RegistryFailure.explain(address, operation, cause), cause);
    }
}
