package dev.freshet.bench.queue;

import dev.freshet.bench.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Runs work on a store while a processor processes a record, on Kafka's test driver: the store has all the layers that
 * Kafka Streams builds, RocksDB and changelog among them, and needs no broker.
 */
final class StoreProcess {

    private static final String TOPIC = "records";
    private static final long CACHE_BYTES = 64L << 20;

    private StoreProcess() {}

    static <S extends StateStore> void run(StoreBuilder<S> store, Consumer<S> work) {
        try {
            Path dir = Files.createTempDirectory("freshet-bench");
            try {
                run(store, work, dir);
            } finally {
                delete(dir);
            }
        } catch (IOException e) {
            throw new BenchException("no temporary directory for the store: " + e.getMessage(), e);
        }
    }

    private static <S extends StateStore> void run(StoreBuilder<S> store, Consumer<S> work, Path dir) {
        Topology topology = new Topology();
        topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), TOPIC);
        AtomicReference<BenchException> refusal = new AtomicReference<>();
        topology.addProcessor("work", () -> new Work<>(store.name(), work, refusal), "source");
        topology.addStateStore(store, "work");
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "freshet-bench");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings, Instant.EPOCH)) {
            driver.createInputTopic(TOPIC, new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(new TestRecord<>(new byte[0], new byte[0], Instant.EPOCH));
        }
        if (refusal.get() != null) {
            throw refusal.get();
        }
    }

    private static final class Work<S extends StateStore> extends ContextualProcessor<byte[], byte[], Void, Void> {
        private final String store;
        private final Consumer<S> work;
        private final AtomicReference<BenchException> refusal;

        Work(String store, Consumer<S> work, AtomicReference<BenchException> refusal) {
            this.store = store;
            this.work = work;
            this.refusal = refusal;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            S opened = context().getStateStore(store);
            try {
                work.accept(opened);
            } catch (BenchException e) {
                refusal.set(e); // Kafka Streams would log it as a failure of its own
            }
        }
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
