package dev.freshet.schemas.registry;

import static dev.freshet.schemas.registry.StubRegistry.FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {

    private final StubRegistry server = new StubRegistry();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSendANameAndAPassword() {
        assertThat(sent(server.url(), Map.of("basic.auth.user.info", "me:s3cret")))
                .isEqualTo(basic("me:s3cret"));
    }

    @Test
    void shouldAcceptSettingsWithThePrefixOfAnApp() {
        assertThat(sent(server.url(), Map.of("schema.registry.basic.auth.user.info", "me:s3cret")))
                .isEqualTo(basic("me:s3cret"));
    }

    @Test
    void shouldSendAToken() {
        assertThat(sent(server.url(), Map.of("bearer.auth.token", "t0ken"))).isEqualTo("Bearer t0ken");
    }

    @Test
    void shouldReadCredentialsFromTheUrlAndNeverShowThem() {
        String url = "http://me:s3%40cret@" + server.host();

        assertThat(sent(url, Map.of())).isEqualTo(basic("me:s3@cret"));
        server.prepare(401, "");
        assertThatThrownBy(() -> SchemaRegistry.connect(url, Map.of()).schema(2))
                .hasMessageContaining("http://" + server.host())
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3@cret", "s3%40cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8081",
                "registry",
                "ftp://registry:8081",
                "http://",
                "http://me:s3cret@a b",
                "",
                "http://me:s3cret/1@host:8081",
                "http://me:s3cret@1@host:8081"
            })
    void shouldRejectAnInvalidUrl(String url) {
        assertThatThrownBy(() -> SchemaRegistry.connect(url, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url")
                .hasMessageContaining("http://HOST:PORT")
                .hasMessageNotContaining("s3cret");
    }

    /** The header that a call carries. */
    private String sent(String url, Map<String, String> config) {
        server.prepare(200, FOUND);
        SchemaRegistry.connect(url, config).schema(1);
        return server.authorization();
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }
}
