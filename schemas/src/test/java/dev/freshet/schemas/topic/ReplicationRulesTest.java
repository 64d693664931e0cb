package dev.freshet.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicationRulesTest {

    private static final TopicReplication SAFE = topic("model", 3, 2);

    @Test
    void shouldSayInOneLineThatASingleBrokerHoldsEverything() {
        assertThat(ReplicationRules.notices(1, List.of(topic("scores", 1, 1), topic("model", 1, 1))))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.warning()).isFalse();
                    assertThat(notice.text()).contains("Kafka is one broker");
                });
    }

    @Test
    void shouldNameTheTopicsThatOneBrokersDeathLoses() {
        assertThat(warnings(SAFE, topic("scores", 1, 1), topic("dead-letters", 1, 1)))
                .singleElement()
                .asString()
                .contains("loses records", "[dead-letters, scores]", "kafka-reassign-partitions.sh")
                .doesNotContain("model");
    }

    @Test
    void shouldNameTheTopicsWhoseAcknowledgedRecordsMayBeLost() {
        assertThat(warnings(SAFE, topic("scores", 3, 1)))
                .singleElement()
                .asString()
                .contains("may lose acknowledged records", "min.insync.replicas is 1 of [scores]");
    }

    @Test
    void shouldNameTheTopicsThatOneBrokersDeathStops() {
        assertThat(warnings(SAFE, topic("scores", 2, 2)))
                .singleElement()
                .asString()
                .contains("stops the apps", "[scores]");
    }

    @Test
    void shouldSayThatNothingIsLost() {
        assertThat(ReplicationRules.notices(3, List.of(SAFE)))
                .singleElement()
                .isEqualTo(TopicNotice.information(
                        "one broker's death loses no record and stops nothing: every topic has a replica to spare"));
    }

    /** A cluster of which only one broker is up does not pass for a single broker. */
    @Test
    void shouldCountBrokersThatAreAway() {
        assertThat(ReplicationRules.notices(1, List.of(SAFE, topic("scores", 1, 1))))
                .singleElement()
                .satisfies(notice -> assertThat(notice.warning()).isTrue());
    }

    @Test
    void shouldRefuseOnlyMoreReplicasInSyncThanThereAre() {
        assertThat(ReplicationRules.faults(List.of(SAFE, topic("scores", 1, 1), topic("model-control", 2, 2))))
                .isEmpty();
        assertThat(ReplicationRules.faults(List.of(topic("scores", 2, 3))))
                .singleElement()
                .asString()
                .contains(
                        "scores: min.insync.replicas is 3, must be at most its 2 replicas",
                        "--entity-name scores --add-config min.insync.replicas=1");
    }

    private static TopicReplication topic(String name, int replicas, int minInsync) {
        return new TopicReplication(name, replicas, minInsync);
    }

    private static List<String> warnings(TopicReplication... topics) {
        return ReplicationRules.notices(3, List.of(topics)).stream()
                .filter(TopicNotice::warning)
                .map(TopicNotice::text)
                .toList();
    }
}
