package dev.freshet.schemas.registry;

import ${registry.client.package}.avro.AvroSchema;
import ${registry.client.package}.avro.AvroSchemaProvider;
import ${registry.client.package}.client.SchemaRegistryClient;
import ${registry.client.package}.client.SchemaRegistryClientFactory;
import ${registry.client.package}.client.rest.exceptions.RestClientException;
import ${registry.jackson.package}.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Wraps Confluent's client. No other class names that client, because the Maven profile decides its packages: relocated
 * by default, the official ones in profile {@code confluent}.
 */
final class ConfluentClient {

    /** Size of the client's own cache, which {@link ConfluentSchemaRegistry} makes redundant. */
    private static final int CACHE = 1_000;

    /** Start of the client's error message for a schema type without a provider. */
    private static final String FOREIGN = "Invalid schema";

    private final SchemaRegistryClient client;

    ConfluentClient(List<String> urls, Map<String, String> settings) {
        client = SchemaRegistryClientFactory.newClient(
                urls, CACHE, List.of(new AvroSchemaProvider()), settings, Map.of());
    }

    /**
     * Registers a schema, or finds it if it is registered.
     *
     * @throws RegistryAnswerException when the registry answers anything but an id
     * @throws IOException when it does not answer, or its answer is cut short
     */
    int register(String subject, String schema) throws IOException, RegistryAnswerException {
        AvroSchema parsed;
        try {
            parsed = new AvroSchema(schema);
        } catch (RuntimeException e) {
            throw new RegistryAnswerException(422, RegistryAnswerException.INVALID_SCHEMA, e.getMessage(), e);
        }
        return ask(() -> client.register(subject, parsed));
    }

    /** The schema with an id as JSON, with its references resolved. Throws like {@link #register}. */
    String schema(int id) throws IOException, RegistryAnswerException {
        return ask(() -> client.getSchemaById(id).rawSchema().toString());
    }

    private interface Question<T> {
        T put() throws IOException, RestClientException;
    }

    private static <T> T ask(Question<T> question) throws IOException, RegistryAnswerException {
        try {
            return question.put();
        } catch (RestClientException e) {
            throw new RegistryAnswerException(e.getStatus(), e.getErrorCode(), e.getMessage(), e);
        } catch (JsonProcessingException e) {
            if (String.valueOf(e.getOriginalMessage()).contains("end-of-input")) {
                throw new IOException("the answer is empty or was cut short: " + e.getOriginalMessage(), e);
            }
            throw new RegistryAnswerException(200, RegistryAnswerException.NOT_JSON, e.getOriginalMessage(), e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith(FOREIGN)) {
                throw new RegistryAnswerException(200, RegistryAnswerException.NOT_AVRO, e.getMessage(), e);
            }
            throw e;
        } catch (RuntimeException e) {
            // The client fails like this on JSON that lacks the expected fields.
            throw new RegistryAnswerException(200, RegistryAnswerException.NOT_JSON, e.toString(), e);
        }
    }
}
