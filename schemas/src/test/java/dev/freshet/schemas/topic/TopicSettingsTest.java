package dev.freshet.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {

    private static final int ONE = 1;
    private static final int THREE = 3;

    private final TopicSettings settings = TopicSettings.of(6);

    @Test
    void shouldKeepTheRecordsOfANewTopicForEverUnlessConfigured() {
        TopicSettings bounded =
                settings.withRetention(Map.of(Topics.SCORES, 1_000L), Map.of(Topics.USER_EVENTS, 5_000L));

        assertThat(initial(settings, Topics.SCORES)).containsEntry("retention.ms", "-1");
        assertThat(initial(bounded, Topics.SCORES)).containsEntry("retention.ms", "1000");
        assertThat(initial(bounded, Topics.USER_EVENTS))
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "5000");
    }

    @Test
    void shouldAcceptAnyBoundOfAnExistingTopicUnlessConfigured() {
        TopicSettings unbounded = settings.withRetention(Map.of(Topics.SCORES, -1L), Map.of());

        assertThat(TopicConfigs.required(settings, Topics.SCORES))
                .doesNotContainKeys("retention.ms", "retention.bytes");
        assertThat(TopicConfigs.required(unbounded, Topics.SCORES)).containsEntry("retention.ms", "-1");
    }

    @Test
    void shouldCompressNewTopicsExceptBlocksAndAcceptAnyCompressionOfExistingTopics() {
        assertThat(initial(settings, Topics.USER_EVENTS)).containsEntry("compression.type", "zstd");
        assertThat(initial(settings, Topics.MODEL)).doesNotContainKey("compression.type");
        assertThat(TopicConfigs.required(settings, Topics.USER_EVENTS)).doesNotContainKey("compression.type");
    }

    @Test
    void shouldCompressAnswersInAWayThatEveryClientReads() {
        assertThat(initial(settings, Topics.SCORES)).containsEntry("compression.type", "gzip");
        assertThat(initial(settings.withCompression("producer"), Topics.SCORES))
                .containsEntry("compression.type", "producer");
    }

    @Test
    void shouldAskForTwoReplicasInSyncOfThreeUnlessConfigured() {
        TopicSettings three = settings.withReplication(THREE, TopicSettings.BROKERS_OWN);

        assertThat(TopicConfigs.initial(three, Topics.MODEL, THREE)).containsEntry("min.insync.replicas", "2");
        assertThat(TopicConfigs.initial(three, Topics.MODEL, 2)).doesNotContainKey("min.insync.replicas");
        assertThat(TopicConfigs.required(three, Topics.MODEL)).doesNotContainKey("min.insync.replicas");
        assertThat(TopicConfigs.required(settings.withReplication(THREE, 3), Topics.MODEL))
                .containsEntry("min.insync.replicas", "3");
    }

    @Test
    void shouldRejectMoreReplicasInSyncThanReplicas() {
        assertThatThrownBy(() -> settings.withReplication(2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("min.insync.replicas 3 is above the number of replicas, 2");
        TopicSettings brokersOwn = settings.withReplication(TopicSettings.BROKERS_OWN, 2);
        assertThatThrownBy(() -> TopicConfigs.initial(brokersOwn, Topics.MODEL, ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no record could be written");
    }

    @Test
    void shouldLiftTheTimeLimitsOfInputTopicsOnly() {
        Map<String, String> input = TopicConfigs.required(settings, Topics.SCORE_REQUESTS);

        assertThat(input).containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        assertThat(TopicConfigs.required(settings, Topics.MODEL)).doesNotContainKey("message.timestamp.after.max.ms");
    }

    @Test
    void shouldShareThePartitionCountAmongTheTopicsOfACustomer() {
        assertThat(settings.partitions(Topics.USER_EVENTS)).isEqualTo(6);
        assertThat(settings.partitions(Topics.TRAINING_EXAMPLES)).isEqualTo(6);
        assertThat(settings.partitions(Topics.MODEL)).isEqualTo(1);
    }

    @Test
    void shouldRejectRetentionOfACompactedTopic() {
        assertThatThrownBy(() -> settings.withRetention(Map.of(Topics.MODEL, 1L), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retention.ms cannot be set for the compacted topic model");
    }

    private static Map<String, String> initial(TopicSettings settings, Topics topic) {
        return TopicConfigs.initial(settings, topic, ONE);
    }
}
