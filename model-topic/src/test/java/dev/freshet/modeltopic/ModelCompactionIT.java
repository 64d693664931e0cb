package dev.freshet.modeltopic;

import static dev.freshet.modeltopic.ModelTopic.block;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.TestKafka;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** A reader that starts after the broker has compacted the topic. */
class ModelCompactionIT {

    private static final int KEPT = 4;
    private static final int VERSIONS = 12;
    private static final int SIZE = 300_000;
    private static final Map<String, String> EAGER =
            Map.of("log.cleaner.backoff.ms", "200", "log.initial.task.delay.ms", "200");

    @Test
    void shouldAssembleEveryKeptVersionAfterCompaction() throws Exception {
        try (TestKafka kafka = TestKafka.start(EAGER)) {
            TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
            smallestSegments(kafka.admin());
            ModelTopic topic = new ModelTopic(kafka);
            publishAll(topic);

            await().atMost(3, MINUTES)
                    .until(() -> kafka.records("model").stream()
                            .noneMatch(record -> new String(record.key(), UTF_8).equals("main/changing/1")));

            try (ModelTopicReader late = topic.reader()) {
                late.readToEnd(LogEnd.WRITTEN);
                assertThat(late.assembler().versions()).containsExactly(9L, 10L, 11L, 12L);
                for (long version : late.assembler().versions()) {
                    ModelVersion whole = late.assembler().version(version).orElseThrow();
                    assertThat(whole.blocks().get(0).data()[0]).isEqualTo((byte) 1);
                    assertThat(whole.blocks().get(1).data()[0]).isEqualTo((byte) version);
                }
            }
            assertThat(topic.refusals).isEmpty();
        }
    }

    private static void publishAll(ModelTopic topic) {
        try (Producer<String, SpecificRecord> producer = topic.producer();
                ModelTopicReader own = topic.reader();
                KafkaConsumer<byte[], byte[]> consumer = topic.consumer()) {
            own.readToEnd(LogEnd.WRITTEN);
            ModelTopicWriter writer =
                    new ModelTopicWriter(producer, own.assembler(), List.of(), consumer::groupMetadata, KEPT);
            for (long version = 1; version <= VERSIONS; version++) {
                Block steady = block("steady", 1, SIZE);
                Block changing = block("changing", version, SIZE);
                long parent = version == 1 ? -1 : version - 1;
                writer.publish(ModelTopic.publication(version, parent, List.of(steady, changing), List.of()));
            }
        }
    }

    private static void smallestSegments(Admin admin) throws Exception {
        List<AlterConfigOp> changes = Map.of(
                        "segment.bytes", "1048576", "delete.retention.ms", "100", "min.cleanable.dirty.ratio", "0.01")
                .entrySet()
                .stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "model"), changes))
                .all()
                .get();
    }
}
