package dev.freshet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.StreamsProgress;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.LogGenerator;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** Two days of a shop that a streams app has processed: requests, and valid, invalid, late and duplicate events. */
final class AuditedShop {

    static final String APPLICATION = "audited";

    /** Requests whose time the watermark never reaches. */
    private static final int WAITING = 1;

    private static final Instant START = Instant.parse("2016-08-01T00:00:00Z");
    /** Before the last visits, so that event time has reached it when the log ends. */
    private static final long LATER = START.plus(Duration.ofHours(44)).toEpochMilli();

    private final TestKafka kafka;
    private final Path dir;
    private final int partitions;
    private final SchemaRegistry registry;
    private final AvroSerde serde;

    AuditedShop(TestKafka kafka, Path dir, int partitions) {
        this.kafka = kafka;
        this.dir = dir;
        this.partitions = partitions;
        this.registry = SchemaRegistry.connect(kafka.registryUrl(), Map.of());
        this.serde = new AvroSerde(registry);
    }

    /** Sends a log with an unreadable line, and records that a replay does not send; returns when all are processed. */
    void process() throws Exception {
        List<String> lines = new ArrayList<>(
                ShopCsv.lines(LogGenerator.seeded(7).withDays(START, 2).events()));
        lines.add(lines.size() / 2, "torn line");
        CommandLines.done("replay " + ShopCsv.write(dir.resolve("shop.csv"), lines) + " --score-requests -b "
                + kafka.bootstrapServers() + " --registry " + kafka.registryUrl());
        sendRejectedRecords();
        try (StreamsApp app = StreamsApp.start(
                new TopologyConfig(Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "application.id",
                        APPLICATION,
                        "state.dir",
                        dir.resolve("state").toString(),
                        "ticks.live",
                        "false",
                        "requests.order",
                        "time",
                        "requests.model.wait",
                        "1ms")),
                registry)) {
            long events = kafka.records(Topics.USER_EVENTS.topic()).size();
            long requests = kafka.records(Topics.SCORE_REQUESTS.topic()).size();
            await().atMost(Duration.ofMinutes(15)).until(() -> isProcessed(app.progress(), events, requests));
        }
    }

    private static boolean isProcessed(StreamsProgress progress, long events, long requests) {
        long refused = progress.countersBelow(TaskCounter.REQUESTS_REJECTED_PREFIX).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long done = progress.counter(TaskCounter.REQUESTS_ANSWERED)
                + refused
                + progress.counter(TaskCounter.REQUESTS_DEAD_LETTERED);
        return progress.counter(TaskCounter.EVENTS_IN) + progress.counter(TaskCounter.TICKS) == events
                && progress.counter(TaskCounter.REQUESTS_IN) == requests
                && done == requests - WAITING;
    }

    /** Sends at least one record for every reason of rejection, in the order of the counters. */
    private void sendRejectedRecords() {
        String events = Topics.USER_EVENTS.topic();
        String requests = Topics.SCORE_REQUESTS.topic();
        send(events, "user-1", event("user-1", LATER, "once"));
        send(events, "user-1", event("user-1", LATER, "once")); // duplicate
        send(events, "user-2", event("user-3", LATER, null)); // rejected: key mismatch
        send(events, "user-4", view("user-4", START.toEpochMilli())); // late: its group would be closed
        send(
                events,
                "user-5",
                ScoreRequest.newBuilder()
                        .setRequestId("r")
                        .setUserId("user-5")
                        .setTimestamp(LATER)
                        .build()); // rejected: no event
        append(kafka, record(events, "user-6", "no Avro".getBytes(UTF_8))); // dead letter
        append(kafka, record(requests, "user-6", "no Avro".getBytes(UTF_8)));
        send(
                requests,
                "user-7",
                ScoreRequest.newBuilder()
                        .setRequestId("wants-nothing")
                        .setUserId("user-7")
                        .setTimestamp(LATER)
                        .build()); // rejected and answered
        send(requests, "user-8", event("user-8", LATER, null)); // rejected, not answered
        send(
                requests,
                "user-8",
                ScoreRequest.newBuilder()
                        .setRequestId("of-tomorrow")
                        .setUserId("user-8")
                        .setTimestamp(START.plus(Duration.ofDays(3)).toEpochMilli())
                        .setTopK(3)
                        .build()); // waits
    }

    /** Sends an event after the app has stopped. */
    void sendUnprocessedEvent() {
        send(Topics.USER_EVENTS.topic(), "user-9", event("user-9", LATER, null));
    }

    boolean isGroup(ConsumerRecord<byte[], byte[]> record) {
        return serde.deserializer().deserialize(record.topic(), record.value()) instanceof TrainingExample example
                && !example.getGroups().isEmpty();
    }

    ConsumerRecord<byte[], byte[]> withAnotherDelay(ConsumerRecord<byte[], byte[]> record) {
        TrainingExample example = (TrainingExample) serde.deserializer().deserialize(record.topic(), record.value());
        ExampleGroup group = ExampleGroup.newBuilder(example.getGroups().get(0))
                .setDelayMs(7)
                .build();
        TrainingExample other =
                TrainingExample.newBuilder(example).setGroups(List.of(group)).build();
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                0,
                0,
                record.key(),
                serde.serializer().serialize(record.topic(), other),
                record.headers(),
                record.leaderEpoch());
    }

    private static UserEvent event(String user, long time, String eventId) {
        return UserEvent.newBuilder()
                .setUserId(user)
                .setProductId("product-1")
                .setActionType(ActionType.CLICK)
                .setTimestamp(time)
                .setEventId(eventId)
                .build();
    }

    private static UserEvent view(String user, long time) {
        return UserEvent.newBuilder()
                .setUserId(user)
                .setProductId("product-1")
                .setActionType(ActionType.VIEW)
                .setTimestamp(time)
                .setRequestId("forgotten")
                .build();
    }

    private void send(String topic, String key, SpecificRecord value) {
        append(kafka, record(topic, key, serde.serializer().serialize(topic, value)));
    }

    private ConsumerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        int partition = Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
        return new ConsumerRecord<>(topic, partition, 0, key.getBytes(UTF_8), value);
    }

    /** Appends a record unchanged to its partition; returns its offset. */
    static long append(TestKafka kafka, ConsumerRecord<byte[], byte[]> record) {
        return appendAll(kafka, List.of(record));
    }

    /** Appends records to one partition; returns the last one's offset. */
    static long appendAll(TestKafka kafka, List<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(record -> producer.send(copy(record))).toList();
            return sent.get(sent.size() - 1).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
        long time = record.timestamp() < 0 ? LATER : record.timestamp();
        return new ProducerRecord<>(
                record.topic(), record.partition(), time, record.key(), record.value(), record.headers());
    }
}
