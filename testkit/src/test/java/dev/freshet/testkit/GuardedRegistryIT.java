package dev.freshet.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.registry.RegistryUnavailableException;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry client uses TLS, a name and password, or a token, and reports at once when they are wrong. */
@ExtendWith(KafkaExtension.class)
class GuardedRegistryIT {

    private static final String BASIC = "Basic " + Base64.getEncoder().encodeToString("app:s3cret".getBytes(UTF_8));

    @TempDir
    static Path directory;

    private static KeyStores keys;
    private String registry;
    private GuardedRegistry gate;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = KeyStores.create(directory.resolve("keys.p12"));
    }

    @BeforeEach
    void registry(TestKafka kafka) {
        registry = kafka.registryUrl();
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @ParameterizedTest
    @CsvSource({"basic.auth.user.info, app:s3cret", "bearer.auth.token, t0ken"})
    void shouldSendItsCredentials(String setting, String value) throws Exception {
        guard(Set.of(BASIC, "Bearer t0ken"), null, false);

        assertCarries(Map.of(setting, value));
    }

    @ParameterizedTest
    @CsvSource({
        "basic.auth.user.info, app:wr0ng, HTTP 401",
        "bearer.auth.token, wr0ng, HTTP 401",
        "bearer.auth.token, known, HTTP 403",
        "http.read.timeout.ms, 10000, HTTP 401"
    })
    void shouldReportRefusedCredentialsAtOnce(String setting, String value, String answer) throws Exception {
        guard(Set.of(BASIC, "Bearer t0ken"), null, false);

        assertThatThrownBy(() -> SchemaRegistry.connect(gate.url(), Map.of(setting, value))
                        .register("guarded", RegistryContract.record("a")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(gate.url())
                .hasMessageContaining("refused the credentials")
                .hasMessageContaining(answer)
                .hasMessageContaining("schema.registry.basic.auth.user.info=NAME:PASSWORD")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("wr0ng"));
        assertThat(gate.calls()).isEqualTo(1);
    }

    @Test
    void shouldSpeakTlsWithATrustStore() throws Exception {
        guard(Set.of(BASIC), keys.context(), false);
        Map<String, String> settings = new HashMap<>(keys.trusting());
        settings.put("schema.registry.basic.auth.user.info", "app:s3cret");

        assertCarries(settings);
    }

    @Test
    void shouldPresentItsKeyWhenTheRegistryAsksForIt() throws Exception {
        guard(Set.of(), keys.context(), true);
        Map<String, String> settings = new HashMap<>(keys.trusting());
        settings.putAll(keys.showing());

        assertCarries(settings);
    }

    @Test
    void shouldReportAnUntrustedRegistryAtOnce() throws Exception {
        guard(Set.of(), keys.context(), false);
        SchemaRegistry client = SchemaRegistry.connect(gate.url(), Map.of());

        assertThatThrownBy(() -> client.register("guarded", RegistryContract.record("a")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(gate.url())
                .hasMessageContaining("is not trusted")
                .hasMessageContaining("schema.registry.ssl.truststore.location")
                .hasMessageNotContaining("tried");
        assertThat(gate.calls()).isZero();
    }

    private void guard(Set<String> accepted, SSLContext tls, boolean clientMustShowKey) throws Exception {
        gate = new GuardedRegistry(registry, accepted, tls, clientMustShowKey);
    }

    private void assertCarries(Map<String, String> settings) {
        byte[] bytes = new AvroSerde(SchemaRegistry.connect(gate.url(), settings))
                .serializer()
                .serialize("guarded", new Tick(5L));
        AvroSerde reader = new AvroSerde(SchemaRegistry.connect(gate.url(), settings));

        assertThat(reader.deserializer().deserialize("guarded", bytes)).isEqualTo(new Tick(5L));
        assertThat(gate.calls()).isEqualTo(2);
    }
}
