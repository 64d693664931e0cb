package dev.freshet.schemas.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingRulesTest {

    private static final Map<String, Object> VALID = Map.ofEntries(
            Map.entry("history.length", 512),
            Map.entry("history.slide", 64),
            Map.entry("history.chunk.size", 32),
            Map.entry("history.cap", 4096),
            Map.entry("history.retention", "32d"),
            Map.entry("customers.retention", "none"),
            Map.entry("examples.targets.max.age", "10m"),
            Map.entry("groups.window", "30m"),
            Map.entry("groups.min.items", 10),
            Map.entry("groups.max.items", 1000),
            Map.entry("delay.policy", "none"),
            Map.entry("events.future.tolerance", "20m"),
            Map.entry("replay.tick.interval", "60s"),
            Map.entry("publish.interval", "1h"),
            Map.entry("model.versions.kept", 10));

    @Test
    void shouldAcceptTheDefaults() {
        assertThatCode(() -> SettingRules.check(VALID)).doesNotThrowAnyException();
    }

    @Test
    void shouldNameBothSettingsTheirValuesTheReasonAndTheRemedy() {
        assertThatThrownBy(() -> SettingRules.check(with("events.future.tolerance", "30m")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "setting events.future.tolerance (30m) must be below groups.window (30m); otherwise one event"
                                + " with a wrong clock closes groups whose cart additions are still to come. Change one of"
                                + " them");
    }

    @ParameterizedTest
    @CsvSource({
        "history.slide, 513, history.length, 512",
        "history.cap, 543, history.length, 512",
        "groups.min.items, 1001, groups.max.items, 1000",
        "events.future.tolerance, 31m, groups.window, 30m",
        "replay.tick.interval, 21m, events.future.tolerance, 20m",
        "customers.retention, 31d, history.retention, 32d",
        "history.retention, 2764799998ms, delay.policy, 'uniform(2d,32d)'",
        "history.retention, 30d, delay.policy, '0.9*none + 0.1*whole-days[2,32)'",
        "groups.window, 241m, publish.interval, 1h",
        "model.versions.kept, 2, groups.window, 30m"
    })
    void shouldRefuseValuesThatContradictEachOther(String name, String value, String other, String otherValue) {
        Map<String, Object> settings = with(name, value);
        settings.put(other, otherValue);
        assertThatThrownBy(() -> SettingRules.check(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(name + " (" + value + ")", other + " (" + otherValue + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "history.slide, 512",
        "history.cap, 544",
        "groups.min.items, 1000",
        "events.future.tolerance, 1799999ms",
        "replay.tick.interval, 20m",
        "groups.window, 4h",
        "model.versions.kept, 3",
        "customers.retention, 32d",
        "delay.policy, 'uniform(2d,32d)'"
    })
    void shouldAcceptTheLastValueThatDoesNotContradict(String name, String value) {
        assertThatCode(() -> SettingRules.check(with(name, value))).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseARetentionInWhichTargetsAreNotEmitted() {
        Map<String, Object> settings = with("history.retention", "1m");
        settings.put("customers.retention", "39m");
        assertThatThrownBy(() -> SettingRules.check(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "customers.retention (39m)", "examples.targets.max.age (10m)", "groups.window (30m)");
    }

    @Test
    void shouldSkipRulesAboutSettingsThatTheAppDoesNotRead() {
        assertThatCode(() -> SettingRules.check(Map.of("events.future.tolerance", "9h", "history.length", 8)))
                .doesNotThrowAnyException();
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> settings = new HashMap<>(VALID);
        settings.put(name, value);
        return settings;
    }
}
