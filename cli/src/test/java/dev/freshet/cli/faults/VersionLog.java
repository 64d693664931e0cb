package dev.freshet.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.TestKafka;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.WakeupException;

/** Keeps every published version, including versions that the topic deletes later. */
final class VersionLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final SortedMap<Long, Published> versions = new ConcurrentSkipListMap<>();
    private final String brokers;
    private final AvroSerde serde;
    private final ModelTopicReader reader;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::follow, "version-log");

    private VersionLog(String brokers, AvroSerde serde) {
        this.brokers = brokers;
        this.serde = serde;
        this.reader = ModelTopicReader.open(Map.of("bootstrap.servers", brokers), serde, "default");
        thread.start();
    }

    /** Follows topic model from its beginning. */
    static VersionLog follow(String brokers, AvroSerde serde) {
        return new VersionLog(brokers, serde);
    }

    private void follow() {
        try (reader) {
            while (true) {
                reader.poll(Duration.ofSeconds(1)).forEach(version -> {
                    if (versions.put(version.version(), new Published(version.manifest(), version.blocks())) != null) {
                        throw new IllegalStateException("version " + version.version() + " was published twice");
                    }
                });
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    /** Reads up to the newest version published so far, then stops; returns all versions by number. */
    SortedMap<Long, Published> end() throws Exception {
        long newest = newest();
        await().atMost(PATIENCE).until(() -> failure.get() != null || versions.containsKey(newest));
        close();
        if (failure.get() != null) {
            throw failure.get();
        }
        return versions;
    }

    private long newest() throws Exception {
        try (TestKafka kafka = TestKafka.at(brokers)) {
            return kafka.records(Topics.MODEL.topic()).stream()
                    .map(record -> serde.deserializer().deserialize(record.topic(), record.value()))
                    .filter(ModelManifest.class::isInstance)
                    .mapToLong(manifest -> ((ModelManifest) manifest).getVersion())
                    .max()
                    .orElseThrow();
        }
    }

    @Override
    public void close() throws InterruptedException {
        reader.wakeup();
        thread.join();
    }
}
