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
        assertThat(RunSettings.of(Map.of()).describe())
                .containsEntry("run.partitions", "4")
                .containsEntry("replay.tick.interval", "60s")
                .containsEntry("groups.window", "30m")
                .containsEntry("publish.interval", "1h")
                .containsEntry("requests.order", "time")
                .containsEntry("ticks.live", "false")
                .doesNotContainKey("bootstrap.servers");
    }

    @Test
    void shouldHandASharedSettingToAll() {
        RunSettings settings = RunSettings.of(Map.of("seed", "7", "kafka.linger.ms", "3"));
        assertThat(settings.topology("b:1", "state").describe())
                .containsEntry("seed", "7")
                .containsEntry("bootstrap.servers", "b:1")
                .containsEntry("kafka.linger.ms", "3");
        assertThat(settings.trainer("b:1", "http://r").describe()).containsEntry("seed", "7");
        assertThat(settings.kafka("b:1")).containsEntry("linger.ms", "3").containsEntry("bootstrap.servers", "b:1");
    }

    @Test
    void shouldNameTheNearestKnownSetting() {
        assertThatThrownBy(() -> RunSettings.of(Map.of("replay.tick.intervall", "60s")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("unknown setting 'replay.tick.intervall'; did you mean replay.tick.interval?");
    }

    @Test
    void shouldRefuseWhatTheRunDecides() {
        assertThatThrownBy(() -> RunSettings.of(Map.of("bootstrap.servers", "elsewhere:9092")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("freshet run brings its own");
    }

    @Test
    void shouldRefuseABadValueByName() {
        assertThatThrownBy(() -> RunSettings.of(Map.of("replay.time.unit", "weeks")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("replay.time.unit");
        assertThatThrownBy(() -> RunSettings.of(Map.of("replay.lead", "0h")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("replay.lead");
    }

    @ParameterizedTest
    @CsvSource({
        "replay.tick.interval, 2h, events.future.tolerance, 1h",
        "replay.tick.interval, 30m, replay.lead, 20m",
        "examples.watermark.interval, 3h, replay.lead, 2h",
        "publish.interval, 1h, groups.window, 9h",
        "requests.model.wait, 10m, run.patience, 10m"
    })
    void shouldRefuseValuesThatDoNotGoTogether(String name, String value, String other, String otherValue) {
        assertThatThrownBy(() -> RunSettings.of(Map.of(name, value, other, otherValue)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll(name + " (" + value + ")", other + " (" + otherValue + ")");
    }

    @Test
    void shouldTakeEqualSpansWhereAtMostIsWanted() {
        Map<String, String> given = Map.of("replay.tick.interval", "1h", "replay.lead", "1h");
        assertThat(RunSettings.of(given).describe()).containsAllEntriesOf(given);
    }

    @Test
    void shouldLetTheCommandLineWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = Files.writeString(dir.resolve("a.properties"), "seed=1\nrun.partitions=1\nreplay.batch=1\n");
        Map<String, String> environment =
                Map.of("FRESHET_RUN_PARTITIONS", "2", "FRESHET_REPLAY_BATCH", "2", "FRESHET_DATA", "elsewhere");
        assertThat(SettingSources.merge(file, environment, Map.of("replay.batch", "3"), RunSettings.names()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("seed", "1", "run.partitions", "2", "replay.batch", "3"));
    }

    @Test
    void shouldNameAFileOfSettingsThatCannotBeRead() {
        assertThatThrownBy(() -> SettingSources.merge(dir.resolve("none"), Map.of(), Map.of(), RunSettings.names()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none");
    }

    @Test
    void shouldPassOverOtherCommandsSettingsOfASharedFile(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(
                dir.resolve("shop.properties"),
                "bootstrap.servers=kafka:9092\nhealth.port=8080\nschema.registry.url=http://r:8081\nseed=7\n");
        assertThat(RunSettings.of(Map.of(), file, Map.of("FRESHET_START_WAIT", "5s"), Map.of())
                        .describe())
                .containsEntry("seed", "7")
                .doesNotContainKeys("bootstrap.servers", "health.port", "start.wait");
        Files.writeString(file, "sed=7\n");
        assertThatThrownBy(() -> RunSettings.of(Map.of(), file, Map.of(), Map.of()))
                .hasMessage("unknown setting 'sed'; did you mean seed?");
    }
}
