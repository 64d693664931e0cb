package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Records with timestamps of 2016, on a broker that checks for old segments every second. */
class RetentionIT {

    private static final String CONTROL = "with-the-brokers-default";
    private static final String BOUNDED = Topics.SCORES.topic();
    private static final int RECORDS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Map<String, String> EAGER = Map.of(
            "log.initial.task.delay.ms", "500",
            "log.retention.check.interval.ms", "1000",
            "log.segment.bytes", "1048576");

    @Test
    void shouldKeepEveryRecordOfAnOldLogExceptInABoundedTopic() throws Exception {
        try (TestKafka kafka = TestKafka.start(EAGER)) {
            Admin admin = kafka.admin();
            TopicAdmin.ensure(
                    admin, TopicSettings.of(1).withRetention(Map.of(Topics.SCORES, 7 * TimeSpan.DAY), Map.of()));
            kafka.createTopics(1, CONTROL);
            List<String> kept = Arrays.stream(Topics.values())
                    .filter(topic -> topic.cleanup() == Topics.Cleanup.DELETE && topic != Topics.SCORES)
                    .map(Topics::topic)
                    .toList();
            produceOldLog(kafka, kept);
            produceOldLog(kafka, List.of(CONTROL, BOUNDED));

            // The check that deletes the control topic's first records may not have reached the other topics yet. It
            // has reached them when the next check deletes the control topic's second records.
            await().atMost(PATIENCE).until(() -> firstOffset(admin, CONTROL) == RECORDS);
            produceOldLog(kafka, List.of(CONTROL));
            await().atMost(PATIENCE).until(() -> firstOffset(admin, CONTROL) == 2 * RECORDS);

            await().atMost(PATIENCE).until(() -> firstOffset(admin, BOUNDED) == RECORDS);
            for (String topic : kept) {
                assertThat(firstOffset(admin, topic)).as(topic).isZero();
                assertThat(endOffset(admin, topic)).as(topic).isEqualTo(RECORDS);
            }
        }
    }

    private static void produceOldLog(TestKafka kafka, List<String> topics) throws Exception {
        long start = Instant.parse("2016-08-09T00:00:00Z").toEpochMilli();
        byte[] value = new byte[16 << 10];
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (String topic : topics) {
                for (int i = 0; i < RECORDS; i++) {
                    sent.add(producer.send(new ProducerRecord<>(topic, 0, start + i * 60_000L, null, value)));
                }
            }
            for (Future<?> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    private static long firstOffset(Admin admin, String topic) throws Exception {
        return offset(admin, topic, OffsetSpec.earliest());
    }

    private static long endOffset(Admin admin, String topic) throws Exception {
        return offset(admin, topic, OffsetSpec.latest());
    }

    private static long offset(Admin admin, String topic, OffsetSpec spec) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, spec))
                .partitionResult(partition)
                .get()
                .offset();
    }
}
