package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.streams.score.TestModels;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A minute in which requests come three times as fast as the model can answer them, beside a shop's events. */
@ExtendWith(KafkaExtension.class)
@Tag("faults")
@Tag("slow")
final class RequestFloodFaultIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int MEASURED = 3_000;
    private static final int SECONDS = 60;
    private static final int EVENTS_A_SECOND = 200;
    private static final long FLAT_BYTES = 64L << 20;

    @TempDir
    Path dir;

    private final TestKafka kafka;
    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());

    RequestFloodFaultIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void shouldKeepEventsGoingInFlatMemoryAndAnswerEachRequestOnce() throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(1));
        AvroSerde serde = new AvroSerde(registry);
        List<UserEvent> histories = RequestFlood.histories(TopologyHarness.T0);
        List<UserEvent> events = RequestFlood.events(SECONDS * EVENTS_A_SECOND, TopologyHarness.T0 + TimeSpan.HOUR);
        List<Long> lags = new ArrayList<>();
        List<Long> heaps = new ArrayList<>();
        try (RequestFlood requests = new RequestFlood(kafka, serde);
                PublishedVersions versions = new PublishedVersions(kafka.bootstrapServers(), serde, "main");
                EventFeed feed = new EventFeed(kafka.bootstrapServers(), registry, 1)) {
            versions.publish(1, TestModels.trained(512));
            feed.send(histories);
            int perSecond = 3 * capacity(requests, histories.size());
            System.out.printf("flood: %,d requests a second for %d s%n", perSecond, SECONDS);
            try (StreamsApp app = start("2s")) {
                await().atMost(PATIENCE).until(() -> !app.partitionsAtHand().isEmpty());
                long begin = System.nanoTime();
                for (int second = 0; second < SECONDS; second++) {
                    for (int i = 0; i < perSecond; i++) {
                        var unused = requests.send(System.currentTimeMillis());
                    }
                    feed.send(events.subList(second * EVENTS_A_SECOND, (second + 1) * EVENTS_A_SECOND));
                    long sent = histories.size() + (second + 1L) * EVENTS_A_SECOND;
                    lags.add(sent - app.progress().counter(TaskCounter.ACCEPTED));
                    if (second % 20 == 19) {
                        heaps.add(heapInUse());
                    }
                    TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.SECONDS.toNanos(second + 1L) - System.nanoTime());
                }
                await().atMost(PATIENCE)
                        .until(() -> app.progress().counter(TaskCounter.REQUESTS_ANSWERED) == requests.sent());
                System.out.printf(
                        "events behind, by second: %s%nheap after GC, bytes: %s%npast the deadline: %,d of %,d%n",
                        lags, heaps, app.progress().counter(TaskCounter.REQUESTS_PAST_DEADLINE), requests.sent());
                assertThat(app.progress().counter(TaskCounter.REQUESTS_PAST_DEADLINE))
                        .isPositive();
                assertThat(app.progress().counter(TaskCounter.ACCEPTED))
                        .isEqualTo(histories.size() + (long) events.size());
            }
            assertThat(lags)
                    .as("events behind")
                    .allSatisfy(lag -> assertThat(lag).isLessThan(10L * EVENTS_A_SECOND));
            assertThat(heaps.get(heaps.size() - 1) - heaps.get(0))
                    .as("growth of the heap")
                    .isLessThan(FLAT_BYTES);
            assertThat(requests.answers())
                    .extracting(Scores::getRequestId)
                    .hasSize(requests.sent())
                    .doesNotHaveDuplicates();
        }
    }

    /** Requests that the model answers in a second. */
    private int capacity(RequestFlood requests, int histories) throws Exception {
        requests.send(MEASURED, System.currentTimeMillis());
        try (StreamsApp app = start("none")) {
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) == histories);
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.REQUESTS_ANSWERED) == MEASURED);
            requests.send(MEASURED, System.currentTimeMillis());
            long begin = System.nanoTime();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> app.progress().counter(TaskCounter.REQUESTS_ANSWERED) == 2 * MEASURED);
            return (int) (MEASURED * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin));
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private StreamsApp start(String deadline) {
        return StreamsApp.start(
                new TopologyConfig(Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "application.id", "flood",
                        "state.dir", dir.toString(),
                        "model.name", "main",
                        "num.stream.threads", "1",
                        "ticks.live", "false",
                        "watermark.witnesses", "1",
                        "requests.deadline", deadline)),
                registry);
    }
}
