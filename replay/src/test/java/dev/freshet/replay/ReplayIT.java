package dev.freshet.replay;

import static dev.freshet.replay.LogFixtures.T0;
import static dev.freshet.replay.LogFixtures.csv;
import static dev.freshet.replay.LogFixtures.view;
import static dev.freshet.replay.LogFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.NewestTicks;
import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
class ReplayIT {

    private static final int PARTITIONS = 3;

    @TempDir
    Path dir;

    private final Deserializer<SpecificRecord> decoder = new AvroSerde(ReplayHarness.REGISTRY).deserializer();
    private TestKafka kafka;

    @BeforeEach
    void freshTopics(TestKafka broker) {
        kafka = broker;
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
    }

    @Test
    void shouldSendRowsRequestsTicksAndRejectedLines() throws InterruptedException {
        Path log = csv(dir, view("u", "a", T0 + 7, "r"), view("u", "b", T0 + 7, "r"), "junk", view("", "c", 5, "s"));
        ReplayPosition end = harness(log, "whole").finish();

        assertThat(end)
                .extracting(
                        ReplayPosition::done, ReplayPosition::requests, ReplayPosition::rejected, ReplayPosition::ticks)
                .containsExactly(true, 1L, Map.of(RejectReason.MALFORMED_LINE, 1L), 7L);
        List<UserEvent> events = values("user-events", UserEvent.class);
        assertThat(events).extracting(UserEvent::getProductId).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(events).extracting(UserEvent::getTimestamp).contains(5L);
        assertThat(kafka.records("user-events"))
                .filteredOn(record -> record.key() != null)
                .allSatisfy(record -> {
                    assertThat(record.timestamp()).isEqualTo(T0 + 7);
                    assertThat(record.partition())
                            .isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS);
                });
        assertThat(values("user-events", Tick.class)).hasSize(7 * PARTITIONS);
        assertThat(values("score-requests", ScoreRequest.class)).singleElement().satisfies(request -> {
            assertThat(request.getCandidates()).containsExactly("a", "b");
            assertThat(request.getTimestamp()).isEqualTo(T0 + 7);
        });
        assertThat(values("rejected-events", RejectedEvent.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.getReason()).isEqualTo(RejectReason.MALFORMED_LINE);
                    assertThat(rejected.getTopic()).isEqualTo("log.csv");
                    assertThat(rejected.getOffset()).isEqualTo(4);
                    assertThat(rejected.getLine()).isEqualTo("junk");
                });
    }

    @Test
    void shouldKeepEveryCustomersRowsInOrder() throws InterruptedException {
        Path log = ReplayHarness.log(dir, 3, 400);
        harness(log, "order").finish();
        List<LogRow> rows = LogFixtures.rows(log, LogFixtures.DEFAULTS);
        for (String user : List.of("", "user1", "user2")) {
            List<UserEvent> wanted = rows.stream()
                    .filter(row -> row instanceof LogRow.Event event
                            && event.event().getUserId().equals(user))
                    .map(row -> ((LogRow.Event) row).event())
                    .toList();
            assertThat(wanted).isNotEmpty();
            assertThat(values("user-events", UserEvent.class))
                    .filteredOn(event -> event.getUserId().equals(user))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void shouldWriteTheSamePartitionsAcrossKills() throws InterruptedException {
        Path log = ReplayHarness.log(dir, 1, 2000);
        ReplayHarness undisturbed = harness(log, "whole");
        undisturbed.finish();
        List<String> whole = undisturbed.contents();
        assertThat(whole.size()).isGreaterThan(2000);

        freshTopics(kafka);
        ReplayHarness killed = harness(log, "killed");
        Random random = new Random(5);
        int kills = 0;
        for (ReplayPosition at = null; at == null || !at.done(); kills++) {
            killed.killAfter(1 + random.nextInt(300));
            at = killed.some(200 * random.nextInt(3));
        }
        assertThat(kills).isGreaterThan(3);
        assertThat(killed.contents()).isEqualTo(whole);
        assertThat(killed.finish().done()).isTrue();
        assertThat(killed.contents()).isEqualTo(whole);
    }

    @Test
    void shouldWriteTheSameRecordsForEveryFormatAndSpeed() throws Exception {
        Path csv = dir.resolve("same.csv");
        Files.write(
                csv,
                Files.readAllLines(ReplayHarness.log(dir, 9, 500)).stream()
                        .filter(line -> !line.startsWith("torn"))
                        .toList());
        harness(csv, "csv").finish();
        List<String> whole = harness(csv, "csv").sent();
        assertThat(whole.size()).isGreaterThan(500);
        List<Path> others = List.of(
                LogFixtures.gzip(dir.resolve("same.csv.gz"), Files.readString(csv)),
                SameLog.json(csv),
                SameLog.gzippedJson(csv),
                SameLog.parquet(csv),
                SameLog.parquetWithTimestamps(csv));
        for (Path other : others) {
            freshTopics(kafka);
            ReplayHarness same = harness(other, other.getFileName().toString());
            same.some(137);
            same.finish();
            assertThat(same.sent()).as(other.toString()).isEqualTo(whole);
        }
    }

    @Test
    void shouldRefuseAnOlderLogAndAcceptALaterOne() throws InterruptedException {
        Path log = csv(dir, view("u", "a", T0, "r"), view("u", "b", T0 + 1000, "s"));
        harness(log, "g").finish();
        Path older = write(dir.resolve("older.csv"), LogFixtures.HEADER + "\n" + view("u", "a", T0 + 2000, "r"));
        assertThatThrownBy(() -> harness(older, "g").finish())
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContainingAll("older.csv begins at 2016-08-01T00:00:02Z", "2016-08-01T00:06:00Z");
        Path later = write(dir.resolve("later.csv"), LogFixtures.HEADER + "\n" + view("u", "c", T0 + 400_000, "t"));
        assertThat(harness(later, "g").finish().done()).isTrue();
        assertThat(values("user-events", UserEvent.class)).hasSize(3);
    }

    @Test
    void shouldStartALaterLogAtItsBeginningWhenItsFirstTransactionFails() throws InterruptedException {
        harness(csv(dir, view("u", "a", T0, "r")), "g").finish();
        Path later = write(dir.resolve("later.csv"), LogFixtures.HEADER + "\n" + view("u", "c", T0 + 400_000, "t"));
        AtomicBoolean failed = new AtomicBoolean();
        try (Replay replay = harness(later, "g").open((at, nextTime) -> {
            if (!failed.getAndSet(true)) {
                throw new KafkaException("the broker is away");
            }
            return true;
        })) {
            replay.run();
            assertThat(replay.position().file()).isEqualTo("later.csv");
        }
        assertThat(values("user-events", UserEvent.class))
                .extracting(UserEvent::getProductId)
                .containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void shouldCommitNoRowBehindALiveTick() {
        ReplayHarness harness = harness(ReplayHarness.log(dir, 4, 3000), "live");
        AtomicInteger asked = new AtomicInteger();
        try (Replay replay = harness.open((at, nextTime) -> {
            if (asked.incrementAndGet() == 700) {
                tick(TickOrigin.LIVE, System.currentTimeMillis());
            }
            return true;
        })) {
            assertThatThrownBy(replay::run)
                    .isInstanceOf(LogRefusedException.class)
                    .hasMessageContainingAll("live ticks into topic user-events: partition ", "ticks.live=false");
            assertThat(replay.position().next()).isGreaterThan(0);
        }
        List<ConsumerRecord<byte[], byte[]>> committed = kafka.records("user-events");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int each = partition;
            assertThat(committed)
                    .filteredOn(record -> record.partition() == each)
                    .last()
                    .satisfies(record ->
                            assertThat(TickOrigin.of(record.headers())).contains(TickOrigin.LIVE));
        }
        assertThatThrownBy(harness::finish)
                .isInstanceOf(LogRefusedException.class)
                .hasMessageContaining("ticks.live=false");
    }

    @Test
    void shouldContinueWhenOthersWriteOtherRecordsBetweenItsRows() throws InterruptedException {
        ReplayHarness harness = harness(ReplayHarness.log(dir, 4, 1000), "others");
        AtomicInteger asked = new AtomicInteger();
        try (Replay replay = harness.open((at, nextTime) -> {
            if (asked.incrementAndGet() % 300 == 0) {
                tick(TickOrigin.REPLAY, at.time()); // any record but a live tick
            }
            return true;
        })) {
            replay.run();
            assertThat(replay.position().done()).isTrue();
        }
    }

    @Test
    void shouldMarkItsTicksAndTheLastOne() throws InterruptedException {
        ReplayHarness harness = harness(csv(dir, view("u", "a", T0, "r"), view("u", "b", T0 + 1000, "s")), "marks");
        harness.some(1);
        assertThat(NewestTicks.read(kafka(), LogEnd.WRITTEN).ticks())
                .hasSize(PARTITIONS)
                .allSatisfy(tick -> assertThat(tick.origin()).isEqualTo(TickOrigin.REPLAY));
        harness.finish();
        assertThat(NewestTicks.read(kafka(), LogEnd.WRITTEN).ticks())
                .hasSize(PARTITIONS)
                .allSatisfy(tick -> assertThat(tick.origin()).isEqualTo(TickOrigin.REPLAY_END));
    }

    @Test
    void shouldEndAReplayThatIsGivenUp() throws InterruptedException {
        harness(csv(dir, view("u", "a", T0, "r"), view("u", "b", T0 + 1000, "s")), "g")
                .some(1);
        ReplayConfig config = new ReplayConfig(Map.of("replay.group", "g", "replay.transactional.id", "g"));

        assertThat(Replay.giveUp(config, kafka(), ReplayHarness.REGISTRY))
                .hasValueSatisfying(end -> assertThat(end.next()).isEqualTo(1));

        assertThat(NewestTicks.read(kafka(), LogEnd.WRITTEN).ticks())
                .allSatisfy(tick -> assertThat(tick.origin()).isEqualTo(TickOrigin.REPLAY_END));
        assertThat(Replay.giveUp(config, kafka(), ReplayHarness.REGISTRY)).isEmpty();
        Path later = write(dir.resolve("later.csv"), LogFixtures.HEADER + "\n" + view("u", "c", T0 + 400_000, "t"));
        assertThat(harness(later, "g").finish().done()).isTrue();
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    /** Writes a tick to each partition. */
    private void tick(TickOrigin origin, long time) {
        byte[] tick = new AvroSerde(ReplayHarness.REGISTRY).serializer().serialize("user-events", new Tick(time));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertThat(producer.send(
                                new ProducerRecord<>("user-events", partition, time, null, tick, origin.headers())))
                        .succeedsWithin(Duration.ofMinutes(15));
            }
        }
    }

    private ReplayHarness harness(Path log, String group) {
        Map<String, String> settings =
                Map.of("replay.batch", "200", "replay.group", group, "replay.transactional.id", group);
        return new ReplayHarness(log, settings, kafka.bootstrapServers());
    }

    private <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
        return kafka.records(topic).stream()
                .map(record -> decoder.deserialize(topic, record.value()))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
