package dev.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.topic.PartitionLeaders;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final int WIDE = 200;
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @Test
    void shouldKeepRecordsClusterAndPortAcrossARestart(@TempDir Path directory) throws Exception {
        String address;
        String cluster;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0, Map.of())) {
            address = broker.bootstrapServers();
            cluster = clusterId(broker);
            try (Admin admin = admin(broker)) {
                create(admin, new NewTopic("t", 1, (short) 1));
            }
            produce(broker, "before");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0, Map.of())) {
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(clusterId(broker)).isEqualTo(cluster);
            produce(broker, "after");
            assertThat(consume(broker, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void shouldLeadEveryPartitionWhenItReturns(@TempDir Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0, Map.of());
        try (Admin admin = admin(broker);
                KafkaProducer<byte[], byte[]> producer = impatient(broker)) {
            create(admin, new NewTopic("wide", WIDE, (short) 1));
            producer.partitionsFor("wide"); // cached, so that the producer does not ask after the restart
            broker.close();
            broker = EmbeddedBroker.start(directory, 0, Map.of());
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = 0; partition < WIDE; partition++) {
                sent.add(producer.send(new ProducerRecord<>("wide", partition, null, new byte[1])));
            }
            producer.flush();
            assertThat(sent).allSatisfy(record -> assertThat(record).succeedsWithin(Duration.ZERO));
        } finally {
            broker.close();
        }
    }

    @Test
    void shouldSayWhatToDoWhenItsPortIsTaken(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort(), Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("another one running");
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void create(Admin admin, NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
        PartitionLeaders.await(admin, List.of(topic.name()));
    }

    /** Sends each record once, without retries. */
    private static KafkaProducer<byte[], byte[]> impatient(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "retries",
                        0,
                        "enable.idempotence",
                        false,
                        "acks",
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static String clusterId(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void produce(EmbeddedBroker broker, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static List<String> consume(EmbeddedBroker broker, int records) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long deadline = System.nanoTime() + Duration.ofMinutes(15).toNanos();
            while (values.size() < records && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return values;
    }
}
