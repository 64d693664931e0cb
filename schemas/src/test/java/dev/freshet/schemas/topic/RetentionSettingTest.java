package dev.freshet.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionSettingTest {

    @Test
    void shouldReadBoundsOfTopics() {
        assertThat(RetentionSetting.spans("s", List.of("user-events=90d", "scores=none")))
                .isEqualTo(Map.of(Topics.USER_EVENTS, 7_776_000_000L, Topics.SCORES, -1L));
        assertThat(RetentionSetting.sizes("s", List.of("dead-letters=10GiB")))
                .isEqualTo(Map.of(Topics.DEAD_LETTERS, 10_737_418_240L));
    }

    @ParameterizedTest
    @CsvSource({
        "score=7d, there is no topic score; did you mean scores?",
        "model=7d, topic model is compacted",
        "scores, must be TOPIC=BOUND",
        "scores=soon, is not a span of time",
        "scores=0d, must be above 0"
    })
    void shouldNameTheElementThatCannotBeUsed(String element, String complaint) {
        assertThatThrownBy(() -> RetentionSetting.spans("topics.retention", List.of(element)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("topics.retention", element, complaint);
    }

    @Test
    void shouldRefuseTwoBoundsOfATopic() {
        assertThatThrownBy(() -> RetentionSetting.spans("s", List.of("scores=1d", "scores=2d")))
                .hasMessageContaining("topic scores has another bound before it");
    }
}
