package dev.freshet.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSettingsTest {

    @TempDir
    Path dir;

    @Test
    void shouldDescribeEverySettingOfEveryPart() {
        assertThat(run(Map.of()).describe())
                .containsEntry("run.partitions", "4")
                .containsEntry("replay.tick.interval", "60s")
                .containsEntry("groups.window", "30m")
                .containsEntry("publish.interval", "1h")
                .containsEntry("requests.order", "time")
                .containsEntry("ticks.live", "false")
                .doesNotContainKey("bootstrap.servers");
    }

    @Test
    void shouldPassASharedSettingToAllParts() {
        AppSettings settings = run(Map.of("seed", "7", "kafka.linger.ms", "3"))
                .with(Map.of("bootstrap.servers", "b:1", "schema.registry.url", "http://r", "state.dir", "here"));
        assertThat(settings.topology().describe())
                .containsEntry("seed", "7")
                .containsEntry("bootstrap.servers", "b:1")
                .containsEntry("state.dir", "here")
                .containsEntry("kafka.linger.ms", "3");
        assertThat(settings.trainer().describe())
                .containsEntry("seed", "7")
                .containsEntry("schema.registry.url", "http://r");
        assertThat(settings.kafka()).isEqualTo(Map.of("linger.ms", "3", "bootstrap.servers", "b:1"));
    }

    @Test
    void shouldNameTheNearestKnownSetting() {
        assertThatThrownBy(() -> run(Map.of("replay.tick.intervall", "60s")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("unknown setting 'replay.tick.intervall'; did you mean replay.tick.interval?");
    }

    @Test
    void shouldRefuseSettingsThatTheRunDecides() {
        assertThatThrownBy(() -> run(Map.of("bootstrap.servers", "elsewhere:9092")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("freshet run brings its own");
    }

    @Test
    void shouldNameASettingWithAnInvalidValue() {
        assertThatThrownBy(() -> run(Map.of("replay.time.unit", "weeks")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("replay.time.unit");
        assertThatThrownBy(() -> run(Map.of("replay.lead", "0h")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("replay.lead");
    }

    @ParameterizedTest
    @CsvSource({
        "replay.tick.interval, 2h, events.future.tolerance, 20m",
        "replay.tick.interval, 15m, replay.lead, 10m",
        "examples.watermark.interval, 3h, replay.lead, 2h",
        "events.future.tolerance, 30m, groups.window, 30m",
        "delay.policy, 'uniform(2d,32d)', history.retention, 31d",
        "publish.interval, 1h, groups.window, 9h",
        "requests.model.wait, 10m, run.patience, 10m"
    })
    void shouldRefuseConflictingValues(String name, String value, String other, String otherValue) {
        assertThatThrownBy(() -> run(Map.of(name, value, other, otherValue)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(name + " (" + value + ")", other + " (" + otherValue + ")");
    }

    @Test
    void shouldAcceptEqualSpansWhereTheRuleIsAtMost() {
        Map<String, String> given = Map.of("replay.tick.interval", "20m", "replay.lead", "20m");
        assertThat(run(given).describe()).containsAllEntriesOf(given);
    }

    @Test
    void shouldPreferTheCommandLineThenTheEnvironmentThenTheFile() throws IOException {
        Path file = Files.writeString(dir.resolve("a.properties"), "seed=1\nrun.partitions=1\nreplay.batch=1\n");
        Map<String, String> environment =
                Map.of("FRESHET_RUN_PARTITIONS", "2", "FRESHET_REPLAY_BATCH", "2", "FRESHET_DATA", "elsewhere");
        assertThat(SettingSources.merge(file, environment, Map.of("replay.batch", "3")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("seed", "1", "run.partitions", "2", "replay.batch", "3"));
    }

    @Test
    void shouldNameAFileOfSettingsThatCannotBeRead() {
        assertThatThrownBy(() -> SettingSources.merge(dir.resolve("none"), Map.of(), Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none");
    }

    @Test
    void shouldIgnoreOtherCommandsSettingsOfASharedFile(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(
                dir.resolve("shop.properties"),
                "bootstrap.servers=kafka:9092\nhealth.port=8080\nschema.registry.url=http://r:8081\nseed=7\n");
        assertThat(run(file, Map.of("FRESHET_START_WAIT", "5s"), Map.of()).describe())
                .containsEntry("seed", "7")
                .doesNotContainKeys("bootstrap.servers", "health.port", "start.wait");
        assertThatThrownBy(() -> run(Map.of("health.port", "1")))
                .hasMessage(
                        "setting health.port is not read by freshet run; it belongs to streams, trainer and registry");
        Files.writeString(file, "sed=7\n");
        assertThatThrownBy(() -> run(file, Map.of(), Map.of())).hasMessage("unknown setting 'sed'; did you mean seed?");
    }

    @Test
    void shouldNotApplyTheUsersRegistrySettingsToItsOwnRegistry() throws IOException {
        Path file = Files.writeString(
                dir.resolve("shop.properties"),
                "schema.registry.basic.auth.user.info=me:secret\nkafka.ssl.key.password=secret\n");
        AppSettings settings = run(file, Map.of(), Map.of()).with(Map.of("schema.registry.url", "http://own"));
        assertThat(settings.registry()).isEqualTo(Map.of("schema.registry.url", "http://own"));
        assertThat(settings.describe()).containsEntry("kafka.ssl.key.password", "[hidden]");
    }

    private static AppSettings run(Map<String, String> commandLine) {
        return run(null, Map.of(), commandLine);
    }

    private static AppSettings run(Path file, Map<String, String> environment, Map<String, String> commandLine) {
        AppSettings settings = AppSettings.of(SettingScope.run("run", Map.of()), file, environment, commandLine);
        RunRules.check(settings);
        return settings;
    }
}
