package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyConfigTest {

    @ParameterizedTest
    @CsvSource({
        "events.future.tolerance, 1h, groups.window, 30m",
        "delay.policy, 'uniform(2d,32d)', history.retention, 7d",
        "history.slide, 64, history.length, 16"
    })
    void shouldRefuseSettingsThatContradictEachOther(String name, String value, String other, String otherValue) {
        assertThatThrownBy(() -> new TopologyConfig(Map.of(name, value, other, otherValue)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(name + " (" + value + ")", other + " (" + otherValue + ")", "Change one");
    }

    @Test
    void shouldAcceptADelayUpToTheRetention() {
        Map<String, String> settings = Map.of("delay.policy", "0.5*none + 0.5*uniform(2d,32d)");
        assertThat(new TopologyConfig(settings).describe()).containsAllEntriesOf(settings);
    }

    @Test
    void shouldNameTheSettingOfADelayThatCannotBeRead() {
        assertThatThrownBy(() -> new TopologyConfig(Map.of("delay.policy", "sometimes")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("delay.policy", "cannot read delay policy 'sometimes'");
    }
}
