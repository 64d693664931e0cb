package dev.freshet.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.TestKafka;
import dev.freshet.testkit.faults.Difference;
import dev.freshet.testkit.faults.FaultRound;
import dev.freshet.testkit.faults.FaultRound.App;
import dev.freshet.testkit.faults.FaultSchedule;
import dev.freshet.testkit.faults.FaultSummary;
import dev.freshet.testkit.faults.ThreeBrokers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Apps and brokers of a shop are killed at random during work. No record may be lost, duplicated or changed. */
@Tag("faults")
@Tag("slow")
class KillFaultIT {

    private static final int ROUNDS = Integer.getInteger("fault.rounds", 100);
    private static final long SEED = Long.getLong("fault.seed", 1);
    private static final int PARTITIONS = 4;
    private static final int ROUND_MS = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path dir;

    private final List<FaultRound> rounds = FaultSchedule.of(SEED, ROUNDS, ROUND_MS);
    private final KnownLog log =
            KnownLog.of(SEED, rounds.stream().map(FaultRound::time).toList(), PARTITIONS);

    @Test
    void shouldNeitherLoseNorDuplicateRecordsUnderKills() throws Exception {
        Outcome expected = undisturbed();
        assertThat(ScoreCheck.of(log, expected).isNone())
                .as("the undisturbed run")
                .isTrue();
        assertThat(expected.counter("examples.groups")).as("groups to train on").isGreaterThan(20);
        assertThat(expected.versions()).hasSizeGreaterThan(5);
        assertThat(isBalanced(expected)).as("%s", expected.counters()).isTrue();
        assertThat(expected.eventCounters())
                .as("only the log's late events and wrong clocks are rejected")
                .isEqualTo(log.counters());
        assertThat(expected.refusals()).isNotEmpty();

        FaultSummary summary = disturbed(expected);
        System.out.println(summary.table());
        summary.write(Path.of(System.getProperty("repository.root", "."), "target", "faults.json"));
        assertThat(summary.isClean()).as(summary.table()).isTrue();
    }

    private Outcome undisturbed() throws Exception {
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of("group.min.session.timeout.ms", "2000"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                Shop shop = new Shop(dir.resolve("undisturbed"), broker.bootstrapServers(), registry.url());
                Feed feed = new Feed(broker.bootstrapServers())) {
            TopicAdmin.ensure(admin, TopicSettings.of(PARTITIONS));
            AvroSerde serde = serde(registry);
            try (VersionLog versions = VersionLog.follow(broker.bootstrapServers(), serde)) {
                startAll(shop);
                for (List<LogEntry> slice : log.slices()) {
                    feed.send(KnownLog.records(slice, serde), 0).join();
                }
                return finish(shop, admin, broker.bootstrapServers(), serde, versions);
            }
        }
    }

    private FaultSummary disturbed(Outcome expected) throws Exception {
        try (ThreeBrokers brokers = ThreeBrokers.start(dir.resolve("brokers"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(brokers.directServers(), 0);
                Shop shop = new Shop(dir.resolve("disturbed"), brokers.proxiedServers(), registry.url());
                Feed feed = new Feed(brokers.directServers())) {
            TopicAdmin.ensure(
                    brokers.admin(), TopicSettings.of(PARTITIONS).withReplication(3, TopicSettings.BROKERS_OWN));
            AvroSerde serde = serde(registry);
            try (VersionLog versions = VersionLog.follow(brokers.directServers(), serde)) {
                startAll(shop);
                long begun = System.nanoTime();
                List<List<ProducerRecord<byte[], byte[]>>> slices = log.slices().stream()
                        .map(slice -> KnownLog.records(slice, serde))
                        .toList();
                for (int i = 0; i < ROUNDS; i++) {
                    System.out.printf("round %d of %d: %s%n", i + 1, ROUNDS, rounds.get(i));
                    run(rounds.get(i), feed.send(slices.get(i), ROUND_MS), new Trouble(brokers, shop), shop);
                }
                feed.send(slices.get(ROUNDS), ROUND_MS).join();
                Outcome actual = finish(shop, brokers.admin(), brokers.directServers(), serde, versions);
                for (String audit : List.of("balance", "leakage", "replay")) {
                    shop.audit(audit);
                }
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
                return summary(seconds, shop.restarts(), expected, actual);
            }
        }
    }

    private static void startAll(Shop shop) throws Exception {
        for (App app : App.values()) {
            shop.start(app);
        }
        for (App app : App.values()) {
            shop.awaitReady(app);
        }
    }

    private static void run(FaultRound round, CompletableFuture<Void> sending, Trouble trouble, Shop shop)
            throws Exception {
        CompletableFuture<Void> beside = trouble.begin(round);
        Thread.sleep(round.afterMs());
        trouble.kill(round);
        sending.join();
        beside.join();
        shop.supervise();
        if (round.awaited()) {
            shop.awaitReady(round.victim());
        }
    }

    /** Waits until everything is processed, answered and trained on. */
    private Outcome finish(Shop shop, Admin admin, String brokers, AvroSerde serde, VersionLog versions)
            throws Exception {
        Done done = new Done(admin);
        try (TestKafka kafka = TestKafka.at(brokers)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                shop.supervise();
                return done.isDone()
                        && kafka.records(Topics.SCORES.topic()).size()
                                >= log.requests().size();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(shop.output(), e);
        }
        shop.trainToTheEnd();
        return Outcome.read(brokers, serde, versions.end());
    }

    private FaultSummary summary(long seconds, int restarts, Outcome expected, Outcome actual) {
        List<String> wanted = expected.versionTexts();
        List<String> got = actual.versionTexts();
        return new FaultSummary(
                ROUNDS,
                SEED,
                seconds,
                new FaultSummary.Kills(
                        rounds.stream().filter(r -> r.victim() == App.TRAINER).count(),
                        rounds.stream().filter(r -> r.victim() != App.TRAINER).count(),
                        rounds.stream()
                                .filter(r -> r.disturbance().isOfBroker())
                                .count()),
                count(round -> round.disturbance().name()),
                count(round -> round.time().name()),
                restarts,
                Difference.of(expected.examples(), actual.examples()),
                ScoreCheck.of(log, actual),
                Difference.of(expected.refusals(), actual.refusals()),
                Difference.of(wanted, got),
                Difference.of(expected.metrics(), actual.metrics()),
                wanted.get(wanted.size() - 1).equals(got.get(got.size() - 1)),
                isBalanced(actual) && actual.steadyCounters().equals(expected.steadyCounters()));
    }

    private Map<String, Long> count(Function<FaultRound, String> kind) {
        return rounds.stream().collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.counting()));
    }

    /** Whether every event and request is counted once. */
    private boolean isBalanced(Outcome outcome) {
        return outcome.counter("events.in") == log.events()
                && outcome.counters("events.") == 2L * log.events()
                && outcome.counter("requests.in") == log.requests().size()
                && outcome.counter("requests.answered")
                                + outcome.counters("requests.rejected.")
                                + outcome.counter("requests.dead-lettered")
                        == log.requests().size();
    }

    private static AvroSerde serde(EmbeddedRegistry registry) {
        return new AvroSerde(SchemaRegistry.connect(registry.url(), Map.of()));
    }
}
