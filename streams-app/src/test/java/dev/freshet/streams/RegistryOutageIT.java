package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.embedded.ServerPorts;
import dev.freshet.schemas.registry.RegistryUnavailableException;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry stops while the application runs, and an event with an unknown schema arrives. */
final class RegistryOutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    Path dir;

    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private ForeignProducer producer;
    private int port;
    private int seen;
    private int unseen;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.ensure(admin, TopicSettings.of(1));
        }
        port = ServerPorts.free();
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), port);
        SchemaRegistry client = SchemaRegistry.connect(registry.url(), Map.of());
        seen = client.register("producers", ForeignProducer.schema("one").toString());
        unseen = client.register("producers", ForeignProducer.schema("another").toString());
        producer = new ForeignProducer(broker.bootstrapServers());
    }

    @AfterEach
    void stop() {
        producer.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldContinueWhenTheRegistryReturnsInTime() throws Exception {
        try (StreamsApp app =
                start(Map.of("max.retries", "1000", "retries.wait.ms", "100", "call.timeout.ms", "600000"))) {
            producer.send(seen, "first");
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) == 1);
            registry.close();
            try (DeafServer nobody = DeafServer.hangingUp(port)) {
                producer.send(unseen, "second");
                await().atMost(PATIENCE).until(() -> nobody.calls() > 5);
                assertThat(app.failure()).isEmpty();
                assertThat(app.progress().counter(TaskCounter.EVENTS_IN)).isEqualTo(1);
            }
            registry = EmbeddedRegistry.start(broker.bootstrapServers(), port);

            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) == 2);
            assertThat(app.failure()).isEmpty();
        }
        assertNothingDeadLetteredOrRejected();
    }

    @Test
    void shouldFailInsteadOfSkippingAnEventAndProcessItOnceAfterARestart() throws Exception {
        try (StreamsApp app = start(Map.of("max.retries", "2", "retries.wait.ms", "100"))) {
            producer.send(seen, "first");
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) == 1);
            registry.close();
            producer.send(unseen, "second");

            await().atMost(PATIENCE).until(() -> app.failure().isPresent());
            assertThat(app.failure().orElseThrow())
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContainingAll("http://127.0.0.1:" + port, "get schema " + unseen + ", tried 3 times");
        }
        assertNothingDeadLetteredOrRejected();
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), port);
        try (StreamsApp again = start(Map.of())) {
            producer.send(seen, "third");

            await().atMost(PATIENCE).until(() -> again.progress().counter(TaskCounter.ACCEPTED) == 3);
            assertThat(again.progress().counter(TaskCounter.EVENTS_IN)).isEqualTo(3);
        }
        assertNothingDeadLetteredOrRejected();
    }

    @Test
    void shouldFailInsteadOfWaitingForARegistryThatStalls() throws Exception {
        // long enough for a busy machine to answer the calls before the registry stalls
        try (StreamsApp app = start(Map.of("http.read.timeout.ms", "600000", "call.timeout.ms", "20000"))) {
            producer.send(seen, "first");
            await().atMost(PATIENCE).until(() -> app.progress().counter(TaskCounter.ACCEPTED) == 1);
            registry.close();
            try (DeafServer nobody = DeafServer.silent(port)) {
                producer.send(unseen, "second");

                await().atMost(PATIENCE).until(() -> app.failure().isPresent());
                assertThat(nobody.calls()).isPositive();
            }
            assertThat(app.failure().orElseThrow())
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContainingAll("http://127.0.0.1:" + port, "no answer within 20000 ms");
        }
        assertNothingDeadLetteredOrRejected();
    }

    private void assertNothingDeadLetteredOrRejected() throws Exception {
        try (TestKafka kafka = TestKafka.at(broker.bootstrapServers())) {
            assertThat(kafka.records(Topics.DEAD_LETTERS.topic())).isEmpty();
            assertThat(kafka.records(Topics.REJECTED_EVENTS.topic())).isEmpty();
        }
    }

    private StreamsApp start(Map<String, String> retries) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("state.dir", dir.resolve("state").toString());
        settings.put("num.stream.threads", "1");
        settings.put("kafka.commit.interval.ms", "50");
        settings.put("watermark.witnesses", "1");
        settings.put("ticks.live", "false"); // their producer would fail in the outage too
        return StreamsApp.start(
                new TopologyConfig(settings), SchemaRegistry.connect("http://127.0.0.1:" + port, retries));
    }
}
