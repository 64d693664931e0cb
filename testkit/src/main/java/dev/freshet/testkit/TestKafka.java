package dev.freshet.testkit;

import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.schemas.topic.PartitionLeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The broker of the tests and its schema registry. {@code -Dkafka.it=local|docker|HOST:PORT} selects this JVM, containers or
 * a running broker. The class prints the choice.
 */
public final class TestKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** The topic in which registries store their schemas on the broker. */
    private static final String SCHEMAS = "_schemas";

    private final KafkaBackend backend;
    private final String bootstrapServers;
    private final Admin admin;

    private TestKafka(KafkaBackend backend) {
        this.backend = backend;
        this.bootstrapServers = backend.bootstrapServers();
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** An instance for a running broker, which it neither starts nor stops. */
    public static TestKafka at(String bootstrapServers) {
        return new TestKafka(KafkaBackend.at(bootstrapServers));
    }

    /** The broker that all tests share. */
    static TestKafka start() {
        return start(Map.of());
    }

    /**
     * A broker of the chosen kind with these settings, for one test; close it.
     *
     * @throws org.opentest4j.TestAbortedException when the choice is a running broker
     */
    public static TestKafka start(Map<String, String> settings) {
        KafkaChoice choice = KafkaChoice.of(System.getProperty(KafkaChoice.PROPERTY));
        TestKafka kafka = new TestKafka(KafkaBackend.of(choice, settings));
        System.out.println(KafkaChoice.PROPERTY + ": " + choice + ", broker at " + kafka.bootstrapServers);
        return kafka;
    }

    /** The URL of a schema registry with Confluent's API; it runs as long as the broker. */
    public String registryUrl() {
        return backend.registryUrl();
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** An admin client that is open as long as the broker; do not close it. */
    public Admin admin() {
        return admin;
    }

    /** Creates topics with one replica and the broker's defaults; returns when every partition has a leader. */
    public void createTopics(int partitions, String... names) {
        createTopics(Arrays.stream(names)
                .map(name -> new NewTopic(name, partitions, (short) 1))
                .toList());
    }

    /** Creates topics; returns when every partition has a leader, so a producer can start at once. */
    public void createTopics(Collection<NewTopic> topics) {
        await(admin.createTopics(topics).all());
        PartitionLeaders.await(admin, topics.stream().map(NewTopic::name).toList());
    }

    /** Deletes every topic except internal ones and the registry's, for a test that needs an empty broker. */
    public void deleteTopics() {
        Set<String> topics = new HashSet<>(await(admin.listTopics().names()));
        topics.remove(SCHEMAS);
        await(admin.deleteTopics(topics).all());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Collections.disjoint(await(admin.listTopics().names()), topics)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("deleted topics are still there after " + PATIENCE);
            }
            Utils.sleep(20);
        }
    }

    /**
     * Every committed record of a topic at this moment: partition by partition, each in order of offset. Waits for the
     * transactions that are open at this moment, and for the markers of those that have just ended.
     *
     * @throws IllegalStateException when one of them is still open after a minute
     */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<TopicPartition, Long> ends = ends(topic);
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("topic " + topic + " could not be read to " + ends + " within "
                            + PATIENCE + "; an open transaction?");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
                        records.add(record);
                    }
                }
            }
        }
        records.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return records;
    }

    /**
     * The end offset of each partition, including uncommitted records: the last stable offset may exclude new markers.
     */
    private Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        new TopicOffsets(admin)
                .writtenEnds(topic)
                .forEach((partition, end) -> ends.put(new TopicPartition(topic, partition), end));
        return ends;
    }

    @Override
    public void close() throws Exception {
        admin.close();
        backend.close();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return AdminAnswers.get(answer, "the broker of the tests refused a call");
    }
}
