package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.streams.score.ScoringTimes;
import dev.freshet.streams.store.InputLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares docs/topology.txt with the topology; -Ddocs.write=true rewrites the document. */
final class TopologyDescriptionTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("repository.root"), "docs", "topology.txt");

    @Test
    void shouldBeAsDocumented() throws IOException {
        String described = FreshetTopology.build(
                                new TopologyConfig(Map.of()),
                                SchemaRegistry.connect("mock://describe", Map.of()),
                                1,
                                (topic, partition) -> new InputLog(topic, 0, 0, 0),
                                () -> null,
                                new ScoringTimes())
                        .describe()
                        .toString()
                        .stripTrailing()
                + "\n";
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, described);
        }
        assertThat(described)
                .as("docs/topology.txt; -Ddocs.write=true rewrites it")
                .isEqualTo(Files.readString(DOCUMENT));
    }
}
