package dev.freshet.schemas.registry;

import static dev.freshet.schemas.registry.StubRegistry.FOUND;
import static dev.freshet.schemas.registry.StubRegistry.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.registry.StubRegistry.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures between an app and its registry, and answers that no registry should give. */
class WrongAnswersTest {

    private final StubRegistry server = new StubRegistry();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldRetryWhenTheRegistryIsSlow() {
        server.prepare(new Answer(200, FOUND, 60_000));
        server.prepare(200, FOUND);

        assertThat(server.connect(1).schema(1)).isEqualTo(SCHEMA);
        assertThat(server.calls()).isEqualTo(2);
    }

    @Test
    void shouldNameTheUrlWhenTheRegistryStaysSlow() {
        server.prepare(new Answer(200, FOUND, 60_000));
        server.prepare(new Answer(200, FOUND, 60_000));

        assertThatThrownBy(() -> server.connect(1).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining("tried 2 times")
                .hasMessageContaining("timed out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"schema\":\"{\\\"type"})
    void shouldRetryWhenAnAnswerIsEmptyOrCutShort(String body) {
        server.prepare(200, body);
        server.prepare(200, FOUND);

        assertThat(server.connect(1).schema(1)).isEqualTo(SCHEMA);
        assertThat(server.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void shouldRetryWhenAProxyFails(int status) {
        server.prepare(status, "<html>Bad gateway</html>");
        server.prepare(status, "");
        server.prepare(200, FOUND);

        assertThat(server.connect(2).schema(1)).isEqualTo(SCHEMA);
        assertThat(server.calls()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><title>Sign in</title>", "{}", "[]", "{\"status\":\"ok\"}"})
    void shouldDetectThatAnotherServerAnswers(String body) {
        server.prepare(200, body);

        assertThatThrownBy(() -> server.connect(3).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining("not a registry's JSON")
                .hasMessageContaining("web page or a proxy");
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void shouldDetectAWebPageWhenRegistering() {
        server.prepare(200, "<!doctype html><title>Sign in</title>");

        assertThatThrownBy(() -> server.connect(3).register("s", SCHEMA))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("register subject s")
                .hasMessageContaining("not a registry's JSON");
        assertThat(server.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldNotRetryWrongCredentials(int status) {
        server.prepare(status, "{\"error_code\":" + status + ",\"message\":\"not you\"}");
        server.prepare(status, "");

        for (int call = 1; call <= 2; call++) {
            assertThatThrownBy(() -> server.connect(3).schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("HTTP " + status)
                    .hasMessageContaining("schema.registry.basic.auth.user.info");
            assertThat(server.calls()).isEqualTo(call);
        }
    }
}
