package dev.freshet.cli.faults;

import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.WakeupException;

/** Keeps every version that is published, those too that the topic forgets. */
final class VersionLog implements AutoCloseable {

    private final SortedMap<Long, Published> versions = new TreeMap<>();
    private final ModelTopicReader reader;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::follow, "version-log");

    private VersionLog(ModelTopicReader reader) {
        this.reader = reader;
        thread.start();
    }

    /** Follows topic model from its beginning. */
    static VersionLog follow(String brokers, AvroSerde serde) {
        return new VersionLog(ModelTopicReader.open(Map.of("bootstrap.servers", brokers), serde, "default"));
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

    /** Ends following; all versions by their numbers. */
    SortedMap<Long, Published> end() throws InterruptedException {
        close();
        if (failure.get() != null) {
            throw failure.get();
        }
        return versions;
    }

    @Override
    public void close() throws InterruptedException {
        reader.wakeup();
        thread.join();
    }
}
