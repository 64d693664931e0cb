package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.schemas.topic.PartitionLeaders;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicNeeds;
import dev.freshet.schemas.topic.TopicNotice;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.faults.ThreeBrokers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a cluster whose brokers make three replicas by default. */
class ReplicationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final ConfigResource SCORES = new ConfigResource(ConfigResource.Type.TOPIC, "scores");

    @Test
    void shouldCreateTopicsThatSurviveABrokerAndNameThoseThatDoNot(@TempDir Path dir) throws Exception {
        try (ThreeBrokers brokers = ThreeBrokers.start(dir)) {
            TopicSettings brokersOwn =
                    TopicSettings.of(1).withReplication(TopicSettings.BROKERS_OWN, TopicSettings.BROKERS_OWN);
            TopicAdmin.ensure(brokers.admin(), brokersOwn);

            ConfigEntry minInsync = minInsync(brokers.admin());
            assertThat(minInsync.value()).isEqualTo("2");
            assertThat(minInsync.source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
            assertThat(notices(brokers.admin()))
                    .containsExactly(
                            "one broker's death loses no record and stops nothing: every topic has a replica to"
                                    + " spare");

            AlterConfigOp one =
                    new AlterConfigOp(new ConfigEntry("min.insync.replicas", "1"), AlterConfigOp.OpType.SET);
            brokers.admin()
                    .incrementalAlterConfigs(Map.of(SCORES, List.of(one)))
                    .all()
                    .get();
            await().atMost(PATIENCE)
                    .until(() -> minInsync(brokers.admin()).value().equals("1"));
            assertThat(notices(brokers.admin()))
                    .singleElement()
                    .asString()
                    .contains("may lose acknowledged records: min.insync.replicas is 1 of [scores]");
        }
    }

    @Test
    void shouldNameTheInternalTopicsOfAnApplication(@TempDir Path dir) throws Exception {
        try (ThreeBrokers brokers = ThreeBrokers.start(dir)) {
            TopicAdmin.ensure(brokers.admin(), TopicSettings.of(1).withReplication(3, TopicSettings.BROKERS_OWN));
            NewTopic changelog = new NewTopic("shop-timers-changelog", 1, (short) 1);
            brokers.admin()
                    .createTopics(List.of(changelog.configs(Map.of("min.insync.replicas", "1"))))
                    .all()
                    .get();
            PartitionLeaders.await(brokers.admin(), List.of(changelog.name()));

            assertThat(TopicAdmin.check(brokers.admin(), new TopicNeeds(List.of(), "shop")))
                    .extracting(TopicNotice::text)
                    .singleElement()
                    .asString()
                    .contains("loses records for ever: one replica only of [shop-timers-changelog]");
            assertThat(notices(brokers.admin())).singleElement().asString().contains("loses no record");
        }
    }

    private static ConfigEntry minInsync(Admin admin) {
        return AdminAnswers.get(admin.describeConfigs(List.of(SCORES)).all(), "no answer")
                .get(SCORES)
                .get("min.insync.replicas");
    }

    private static List<String> notices(Admin admin) {
        return TopicAdmin.check(admin, TopicNeeds.NONE).stream()
                .map(TopicNotice::text)
                .toList();
    }
}
