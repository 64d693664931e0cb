package dev.freshet.streams.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live ticks beside the ticks of a replay, in one topic. */
@ExtendWith(KafkaExtension.class)
final class LiveTicksIT {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long T0 = 1_470_000_000_000L;

    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final AtomicReference<Set<Integer>> partitions = new AtomicReference<>(Set.of());
    private TestKafka broker;

    @BeforeEach
    void freshTopics(TestKafka kafka) {
        broker = kafka;
        broker.deleteTopics();
        TopicAdmin.ensure(broker.admin(), TopicSettings.of(2));
    }

    @Test
    void shouldMarkItsTicks() {
        try (LiveTicks ticks = new LiveTicks(kafka(), registry, partitions::get)) {
            ticks.start();
            partitions.set(Set.of(0));
            await().atMost(PATIENCE).until(() -> origins().equals(List.of(Optional.of(TickOrigin.LIVE))));
            assertThat(ticks.failure()).isNull();
        }
    }

    @Test
    void shouldEndBeforeTheFirstTickWhenAReplayHasBegun() throws Exception {
        try (LiveTicks ticks = new LiveTicks(kafka(), registry, partitions::get)) {
            ticks.start();
            write(1, TickOrigin.REPLAY);
            partitions.set(Set.of(0, 1));
            await().atMost(PATIENCE).until(() -> ticks.failure() != null);
            assertThat(ticks.failure())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll(
                            "ticks.live", "partition 1 offset 0, dated 2016-07-31T21:20:00Z", "ticks.live=false");
        }
        assertThat(origins()).containsExactly(Optional.of(TickOrigin.REPLAY));
    }

    @Test
    void shouldAcceptATopicWhoseReplayHasEnded() throws Exception {
        write(0, TickOrigin.REPLAY);
        assertThatThrownBy(() -> UnfinishedReplay.refuse(kafka())).isInstanceOf(ConfigException.class);
        write(0, TickOrigin.REPLAY_END);
        UnfinishedReplay.refuse(kafka());
    }

    private List<Optional<TickOrigin>> origins() {
        return broker.records("user-events").stream()
                .map(record -> TickOrigin.of(record.headers()))
                .limit(1)
                .toList();
    }

    private void write(int partition, TickOrigin origin) throws Exception {
        byte[] tick = new AvroSerde(registry).serializer().serialize("user-events", new Tick(T0));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("user-events", partition, T0, null, tick, origin.headers()))
                    .get();
        }
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
