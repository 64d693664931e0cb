package dev.freshet.testkit;

import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A broker in this JVM that deletes its data when it closes. */
record LocalKafka(Path directory, EmbeddedBroker broker) implements AutoCloseable {

    static LocalKafka start(Map<String, String> settings) {
        try {
            Path directory = Files.createTempDirectory("kafka-it");
            return new LocalKafka(directory, EmbeddedBroker.start(directory, 0, settings));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for the broker", e);
        }
    }

    /** A registry in this JVM on any broker. */
    static EmbeddedRegistry registry(String bootstrapServers) {
        return EmbeddedRegistry.start(bootstrapServers, 0);
    }

    @Override
    public void close() throws IOException {
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
