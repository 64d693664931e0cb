package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.WireFormat;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One log produces the same examples, byte for byte and in the same order, and the same counters. Neither the number of
 * instances, their caches and commit intervals nor the speed of the log, restarts and rebalances change them.
 */
@ExtendWith(KafkaExtension.class)
final class SameExamplesIT {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final List<SpecificRecord> log = MessyLog.records(40, 350, 7);
    private final long end = ((Tick) log.get(log.size() - 1)).getTimestamp();

    private record Result(List<String> examples, Map<String, Long> counters) {}

    /** What is done to the instances of an application while the log is sent. */
    private interface Story {
        void happen(Instances instances, EventFeed feed) throws Exception;
    }

    SameExamplesIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void shouldNotDependOnInstancesCachesSpeedsRestartsRebalancesOrRestores() throws Exception {
        Result alone = run("alone", Map.of(), (instances, feed) -> {
            feed.send(log);
            instances.start("a");
        });
        assertThat(alone.counters().keySet())
                .as("the log has every kind of disorder")
                .contains(
                        TaskCounter.LATE,
                        TaskCounter.DUPLICATE,
                        TaskCounter.LATE_LABEL,
                        TaskCounter.LATE_IMPRESSION,
                        TaskCounter.REJECTED_PREFIX + "FUTURE");
        assertThat(alone.counters().get(TaskCounter.EXAMPLE_GROUPS)).isGreaterThan(150);
        assertThat(alone.counters().get(TaskCounter.EXAMPLE_TARGETS)).isGreaterThan(400);

        assertSame(alone, run("two", Map.of("kafka.statestore.cache.max.bytes", "0"), (instances, feed) -> {
            List.of("a", "b").forEach(instances::start);
            awaitShared(instances);
            feed.send(log);
        }));
        assertSame(alone, run("four", Map.of("kafka.commit.interval.ms", "20"), (instances, feed) -> {
            List.of("a", "b", "c", "d").forEach(instances::start);
            awaitShared(instances);
            feed.send(log);
        }));
        assertSame(alone, run("changing", Map.of("kafka.max.poll.records", "50"), this::changeInstances));
    }

    /**
     * Sends the log in slices. Meanwhile an instance joins, another stops and loses its state, and restores it at its
     * restart.
     */
    private void changeInstances(Instances instances, EventFeed feed) throws Exception {
        instances.start("a");
        feedSlowly(feed, 0);
        awaitShared(instances);
        instances.start("b");
        feedSlowly(feed, 1);
        awaitShared(instances);
        instances.stop("a");
        Utils.delete(instances.stateDir("a").toFile());
        feedSlowly(feed, 2);
        awaitShared(instances);
        instances.start("a");
        feedSlowly(feed, 3);
        awaitShared(instances);
        instances.stop("b");
    }

    /** Sends a quarter of the log in slices. */
    private void feedSlowly(EventFeed feed, int quarter) throws Exception {
        List<SpecificRecord> part = log.subList(log.size() * quarter / 4, log.size() * (quarter + 1) / 4);
        for (int from = 0; from < part.size(); from += 150) {
            feed.send(part.subList(from, Math.min(part.size(), from + 150)));
            Thread.sleep(50);
        }
    }

    private Result run(String application, Map<String, String> more, Story story) throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(PARTITIONS));
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "application.id", application,
                "num.stream.threads", "1",
                "ticks.live", "false",
                "history.length", "12",
                "history.slide", "4",
                "history.chunk.size", "4",
                "history.retention", "1h",
                "groups.late.horizon", "2h",
                "delay.policy", "0.5*none + 0.5*uniform(1m,1h)"));
        settings.putAll(Map.of("watermark.witnesses", "5", "events.future.wait", "1h"));
        settings.putAll(more);
        try (Instances instances = new Instances(settings, registry, dir.resolve(application));
                EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, PARTITIONS)) {
            story.happen(instances, feed);
            await(application)
                    .atMost(PATIENCE)
                    .until(() ->
                            instances.reached(PARTITIONS, end) && CommittedInput.isAll(kafka.admin(), application));
            Map<String, Long> counters = instances.counters();
            instances.close();
            return new Result(examples(), counters);
        }
    }

    private static void awaitShared(Instances instances) {
        await().atMost(PATIENCE).until(() -> instances.shareAll(PARTITIONS));
    }

    /**
     * The topic's examples as text, partition by partition in order of offset. A digest of the topic covers the same
     * content.
     */
    private List<String> examples() {
        Stream<ConsumerRecord<byte[], byte[]>> records = kafka.records(Topics.TRAINING_EXAMPLES.topic()).stream();
        HexFormat hex = HexFormat.of();
        return records.map(record -> record.partition() + " " + record.timestamp() + " "
                        + (record.key() == null ? "-" : hex.formatHex(record.key())) + " "
                        + hex.formatHex(record.value(), WireFormat.HEADER_BYTES, record.value().length))
                .toList();
    }

    private static void assertSame(Result expected, Result other) {
        assertThat(other.counters()).isEqualTo(expected.counters());
        assertThat(other.examples()).isEqualTo(expected.examples());
    }
}
