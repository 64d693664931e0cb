package dev.freshet.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {

    private final TopicSettings settings = TopicSettings.of(6);

    @Test
    void shouldKeepEveryDeleteTopicForEverUnlessConfigured() {
        TopicSettings bounded =
                settings.withRetentionMs(Topics.SCORES, 1_000).withRetentionBytes(Topics.USER_EVENTS, 5_000);

        assertThat(settings.required(Topics.SCORES)).containsEntry("retention.ms", "-1");
        assertThat(bounded.required(Topics.SCORES)).containsEntry("retention.ms", "1000");
        assertThat(bounded.required(Topics.USER_EVENTS))
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "5000");
    }

    @Test
    void shouldLiftTheTimeLimitsOfInputTopicsOnly() {
        Map<String, String> input = settings.required(Topics.SCORE_REQUESTS);

        assertThat(input).containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        assertThat(settings.required(Topics.MODEL)).doesNotContainKey("message.timestamp.after.max.ms");
    }

    @Test
    void shouldShareThePartitionCountAmongTheTopicsOfACustomer() {
        assertThat(settings.partitions(Topics.USER_EVENTS)).isEqualTo(6);
        assertThat(settings.partitions(Topics.TRAINING_EXAMPLES)).isEqualTo(6);
        assertThat(settings.partitions(Topics.MODEL)).isEqualTo(1);
    }

    @Test
    void shouldRejectRetentionOfACompactedTopic() {
        assertThatThrownBy(() -> settings.withRetentionMs(Topics.MODEL, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retention.ms cannot be set for the compacted topic model");
    }
}
