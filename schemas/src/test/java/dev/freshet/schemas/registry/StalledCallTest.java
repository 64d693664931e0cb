package dev.freshet.schemas.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No test would end, for hours, without the time-out of a call. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StalledCallTest {

    private static final Map<String, String> PATIENT = Map.of(
            "call.timeout.ms", "300",
            "http.read.timeout.ms", "3600000",
            "max.retries", "1000000",
            "retries.wait.ms", "1");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGiveUpWhenTheAnswerNeverEnds(boolean trickles) {
        try (StallingServer server = new StallingServer(trickles)) {
            SchemaRegistry registry = SchemaRegistry.connect(server.url(), PATIENT);

            assertThatThrownBy(() -> registry.schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContainingAll(
                            server.url(),
                            "get schema 1, tried 1 times",
                            "no answer within 300 ms (schema.registry.call.timeout.ms)",
                            "check that it runs")
                    .matches(e -> ((RegistryUnavailableException) e).mayPass(), "may pass");
            assertThatThrownBy(() -> registry.register("s", StubRegistry.SCHEMA))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("no answer within 300 ms");
        }
    }

    @Test
    void shouldCountTheRetriesAndTheirPauses() {
        StubRegistry closed = new StubRegistry();
        closed.close();
        Map<String, String> pauses = new HashMap<>(PATIENT);
        pauses.put("call.timeout.ms", "5000");
        pauses.put("retries.max.wait.ms", "20");

        assertThatThrownBy(() -> SchemaRegistry.connect(closed.url(), pauses).schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("Connection refused");
    }
}
