package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.topic.TopicReplication;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private static final TopicReplication EVENTS = new TopicReplication("user-events", 3, 2);

    @Test
    void shouldMakeInternalTopicsAsSafeAsTheEvents() {
        assertThat(settings(Map.of()))
                .containsEntry("replication.factor", 3)
                .containsEntry("topic.min.insync.replicas", "2");
    }

    @Test
    void shouldLeaveInternalTopicsToTheOperatorWhoSaysHowManyReplicas() {
        assertThat(settings(Map.of("kafka.replication.factor", "-1")))
                .containsEntry("replication.factor", "-1")
                .doesNotContainKey("topic.min.insync.replicas");
        assertThat(settings(Map.of("kafka.replication.factor", "2", "kafka.topic.min.insync.replicas", "1")))
                .containsEntry("replication.factor", "2")
                .containsEntry("topic.min.insync.replicas", "1");
    }

    @Test
    void shouldCompressWhatItWritesUnlessTheOperatorChoosesAnother() {
        assertThat(settings(Map.of())).containsEntry("compression.type", "zstd");
        assertThat(settings(Map.of("kafka.compression.type", "lz4"))).containsEntry("compression.type", "lz4");
    }

    @Test
    void shouldFetchFewRequestsAtATimeInALiveRun() {
        String bytes = "main.consumer.max.partition.fetch.bytes";
        assertThat(settings(Map.of())).containsEntry(bytes, 8_192);
        assertThat(settings(Map.of("requests.order", "time"))).doesNotContainKey(bytes);
        assertThat(settings(Map.of("kafka." + bytes, "1048576"))).containsEntry(bytes, "1048576");
    }

    private static Properties settings(Map<String, String> given) {
        return StreamsSettings.of(new TopologyConfig(given), EVENTS);
    }
}
