package dev.freshet.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppSettingsTest {

    private static final SettingScope STREAMS =
            SettingScope.of("streams", AppConfig.CONNECTION, TopologyConfig.DEFINITION);
    private static final SettingScope TRAINER =
            SettingScope.of("trainer", AppConfig.CONNECTION, TrainerConfig.definition());

    @TempDir
    Path dir;

    @Test
    void shouldReadOneFileForAllCommands() throws IOException {
        Path file = Files.writeString(dir.resolve("shop.properties"), """
            bootstrap.servers=kafka:9092
            seed=7
            learning.rate=0.01
            state.dir=state-7
            kafka.security.protocol=SSL
            schema.registry.ssl.truststore.location=t.jks
            """);
        AppSettings streams = AppSettings.of(STREAMS, file, Map.of(), Map.of());
        assertThat(streams.topology().describe())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("state.dir", "state-7")
                .containsEntry("seed", "7")
                .containsEntry("kafka.security.protocol", "SSL")
                .containsEntry("ticks.live", "true")
                .containsEntry("requests.order", "first");
        assertThat(streams.kafka()).containsEntry("security.protocol", "SSL");
        AppSettings trainer = AppSettings.of(TRAINER, file, Map.of(), Map.of());
        assertThat(trainer.trainer().describe())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("schema.registry.url", "http://localhost:8081")
                .containsEntry("learning.rate", "0.01");
        assertThat(trainer.registry()).containsEntry("schema.registry.ssl.truststore.location", "t.jks");
        assertThat(trainer.describe())
                .containsEntry("learning.rate", "0.01")
                .containsEntry("seed", "7")
                .doesNotContainKey("state.dir");
    }

    @Test
    void shouldReadLibrarySettingsFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "FRESHET_BOOTSTRAP_SERVERS", "k:1",
                "FRESHET_SCHEMA_REGISTRY_URL", "http://r",
                "FRESHET_SCHEMA_REGISTRY_BEARER_AUTH_TOKEN", "t",
                "FRESHET_KAFKA_SASL_MECHANISM", "PLAIN",
                "FRESHET_HEAP", "4g");
        AppSettings settings = AppSettings.of(STREAMS, null, environment, Map.of());
        assertThat(settings.kafka()).isEqualTo(Map.of("bootstrap.servers", "k:1", "sasl.mechanism", "PLAIN"));
        assertThat(settings.registry())
                .isEqualTo(Map.of("schema.registry.url", "http://r", "schema.registry.bearer.auth.token", "t"));
    }

    @Test
    void shouldRefuseAnUnknownSetting() {
        assertThatThrownBy(() -> AppSettings.of(STREAMS, null, Map.of(), Map.of("stat.dir", "x")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("unknown setting 'stat.dir'; did you mean state.dir?");
    }

    @Test
    void shouldRefuseAnotherCommandsSettingOnTheCommandLine() {
        assertThatThrownBy(() -> AppSettings.of(STREAMS, null, Map.of(), Map.of("learning.rate", "1")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("setting learning.rate is not read by freshet streams; it belongs to trainer");
    }

    @Test
    void shouldRefuseSettingsOfSeveralPartsThatContradictEachOther() {
        SettingScope replay = SettingScope.of("replay", ReplayConfig.DEFINITION, TopologyConfig.DEFINITION);
        Map<String, String> given = Map.of("replay.tick.interval", "1h");
        assertThatThrownBy(() -> AppSettings.of(replay, null, Map.of(), given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("replay.tick.interval (1h)", "events.future.tolerance (20m)", "Change one");
    }

    @Test
    void shouldGiveASharedSettingOneDefault() {
        Map<String, Object> defaults = new HashMap<>();
        AppConfig.SECTIONS
                .values()
                .forEach(section -> section.configKeys().values().stream()
                        .filter(ConfigDef.ConfigKey::hasDefault)
                        .forEach(key -> {
                            Object first = defaults.putIfAbsent(key.name, key.defaultValue);
                            assertThat(first).as(key.name).isIn(null, key.defaultValue);
                        }));
    }

    @Test
    void shouldNotPassLibrarySettingsToCommandsThatDoNotReadThem() {
        SettingScope broker = SettingScope.of("broker", AppConfig.BROKER);
        Map<String, String> environment = Map.of("FRESHET_KAFKA_SECURITY_PROTOCOL", "SSL");
        assertThat(AppSettings.of(broker, null, environment, Map.of()).describe())
                .isEqualTo(Map.of("broker.data.dir", "freshet-data/kafka", "broker.port", "9092"));
        assertThatThrownBy(() -> AppSettings.of(broker, null, Map.of(), Map.of("kafka.log.retention.ms", "1")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("kafka.log.retention.ms is not read by freshet broker");
    }

    @Test
    void shouldNameASettingWithAnInvalidValue() {
        assertThatThrownBy(() -> AppSettings.of(STREAMS, null, Map.of(), Map.of("start.wait", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("start.wait");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.sasl.jaas.config, x, [hidden]",
        "kafka.ssl.keystore.password, x, [hidden]",
        "schema.registry.basic.auth.user.info, a:b, [hidden]",
        "schema.registry.bearer.auth.token, x, [hidden]",
        "kafka.sasl.oauthbearer.client.secret, x, [hidden]",
        "schema.registry.basic.auth.credentials.source, USER_INFO, USER_INFO",
        "batch.tokens, 8192, 8192",
        "schema.registry.url, https://u:p@r:8081, https://***@r:8081",
        "schema.registry.url, https://u:p/w@r:8081, https://***@r:8081",
        "schema.registry.url, https://u:p@ss@r:8081, https://***@r:8081",
        "schema.registry.url, 'https://u:p@a:1,https://v:q/r@b:1', 'https://***@a:1,https://***@b:1'"
    })
    void shouldHideSecrets(String name, String value, String shown) {
        assertThat(Secrets.hide(name, value)).isEqualTo(shown);
    }
}
