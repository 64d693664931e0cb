package dev.freshet.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.ReaderSettings;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Readers and offsets while transactions are open. */
@ExtendWith(KafkaExtension.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TopicReaderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String TOPIC = Topics.TRAINING_EXAMPLES.topic();
    private static final int PARTITIONS = 3;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 1);

    private final TestKafka kafka;
    private final TopicOffsets offsets;
    private KafkaProducer<String, String> producer;

    TopicReaderIT(TestKafka kafka) {
        this.kafka = kafka;
        this.offsets = new TopicOffsets(kafka.admin());
    }

    @BeforeEach
    void openTransactionAfterACommittedOne() {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "topic-reader"),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        send("committed");
        producer.commitTransaction();
        offsets.settledEnds(TOPIC, ReadProgress.NONE);
        producer.beginTransaction();
        send("open");
        producer.flush();
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
    }

    @Test
    void shouldReadCommittedRecordsAtOnce() {
        assertThat(read(LogEnd.COMMITTED, ReadProgress.NONE)).containsExactly("committed");
    }

    @Test
    void shouldWaitForTheMarkersOfOpenTransactions() throws Exception {
        CountDownLatch polls = new CountDownLatch(5);
        CompletableFuture<List<String>> read = CompletableFuture.supplyAsync(
                () -> read(LogEnd.WRITTEN, (partition, offset, end) -> polls.countDown()));
        polls.await();
        assertThat(read).isNotDone();

        producer.commitTransaction();

        assertThat(read.get()).containsExactly("committed", "open");
    }

    @Test
    void shouldReadToTheEndPastAnAbortedTransaction() {
        producer.abortTransaction();

        assertThat(read(LogEnd.WRITTEN, ReadProgress.NONE)).containsExactly("committed");
    }

    @Test
    void shouldReadNewlyCommittedRecordsAtOnce() {
        producer.commitTransaction();

        assertThat(read(LogEnd.WRITTEN, ReadProgress.NONE)).containsExactly("committed", "open");
    }

    @Test
    void shouldReportWhetherATopicIsSettled() {
        assertThat(offsets.isSettled(TOPIC)).isFalse();

        producer.commitTransaction();

        await().atMost(PATIENCE).until(() -> offsets.isSettled(TOPIC));
    }

    @Test
    void shouldReturnEndsOnceTheTransactionsBelowThemAreSettled() throws Exception {
        Map<Integer, Long> written = offsets.writtenEnds(TOPIC);
        Set<TopicPartition> open = ConcurrentHashMap.newKeySet();
        CountDownLatch looks = new CountDownLatch(3);
        CompletableFuture<Map<Integer, Long>> settled =
                CompletableFuture.supplyAsync(() -> offsets.settledEnds(TOPIC, (partition, offset, end) -> {
                    open.add(partition);
                    looks.countDown();
                }));
        looks.await();
        assertThat(settled).isNotDone();
        assertThat(open).containsExactly(PARTITION);

        producer.commitTransaction();

        assertThat(settled.get().get(PARTITION.partition())).isGreaterThanOrEqualTo(written.get(1));
        assertThat(offsets.committedEnds(TOPIC).get(1))
                .isGreaterThanOrEqualTo(settled.get().get(1));
    }

    @Test
    void shouldWaitForTheOffsetsOfAPendingCommit() throws Exception {
        commitOffset("waiting", 1);
        producer.commitTransaction();
        await().atMost(PATIENCE).until(() -> offsets.processed("waiting", TOPIC).equals(Map.of(1, 1L)));
        producer.beginTransaction();
        commitOffset("waiting", 2);
        CompletableFuture<Map<Integer, Long>> processed =
                CompletableFuture.supplyAsync(() -> offsets.processed("waiting", TOPIC));

        producer.commitTransaction();

        assertThat(processed.get()).isEqualTo(Map.of(1, 2L));
    }

    @Test
    void shouldReportWhetherAGroupHasProcessedATopic() {
        assertThat(offsets.hasProcessedTransactions("processing", Topics.TRAINING_EXAMPLES))
                .isFalse();

        commitOffset("processing", offsets.writtenEnds(TOPIC).get(1)); // the commit marker will follow at this offset
        producer.commitTransaction();

        await().atMost(PATIENCE).until(() -> offsets.hasProcessedTransactions("processing", Topics.TRAINING_EXAMPLES));
    }

    private void commitOffset(String group, long next) {
        try (Consumer<byte[], byte[]> member = new KafkaConsumer<>(
                ReaderSettings.inGroup(Map.of("bootstrap.servers", kafka.bootstrapServers()), group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            producer.sendOffsetsToTransaction(Map.of(PARTITION, new OffsetAndMetadata(next)), member.groupMetadata());
        }
    }

    private void send(String value) {
        var unused = producer.send(new ProducerRecord<>(TOPIC, PARTITION.partition(), "key", value));
    }

    private List<String> read(LogEnd end, ReadProgress progress) {
        List<String> values = new ArrayList<>();
        List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
        try (TopicReader reader =
                TopicReader.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), all, progress)) {
            reader.readTo(end, record -> values.add(new String(record.value(), UTF_8)));
        }
        return values;
    }
}
