package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.registry.UnknownSchemaException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Apicurio in its Confluent-compatible mode: a registry from another project. */
class ApicurioRegistryIT extends RegistryContract {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private static Apicurio server;

    @BeforeAll
    static void start() throws Exception {
        server = Apicurio.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    String url() {
        return server.url();
    }

    @Test
    void shouldInlineReferencedSchemas() throws Exception {
        http().register("refs-color", body("{\"type\":\"enum\",\"name\":\"Color\",\"symbols\":[\"RED\"]}"));
        String car = "{\"type\":\"record\",\"name\":\"Car\",\"fields\":[{\"name\":\"color\",\"type\":\"Color\"}]}";
        String references = ",\"references\":[{\"name\":\"Color\",\"subject\":\"refs-color\",\"version\":1}]}";

        int id = id(http().register("refs-car", body(car).replaceFirst("}$", "") + references));

        assertThat(parse(client().schema(id)).getField("color").schema().getEnumSymbols())
                .containsExactly("RED");
    }

    @Test
    void shouldNotMistakeAJsonSchemaForAnOutage() throws Exception {
        String json = "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}";
        int id = id(http().register("json", body(json).replaceFirst("}$", ",\"schemaType\":\"JSON\"}")));

        assertThatThrownBy(() -> client().schema(id))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("is not an Avro schema");
    }

    private static String body(String schema) {
        return "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
    }

    private static int id(String answer) {
        Matcher matcher = ID.matcher(answer);
        assertThat(matcher.find()).as(answer).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
