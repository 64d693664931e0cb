package dev.freshet.streams;

import dev.freshet.core.block.Block;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelTopicWriter;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.modeltopic.Publication;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.serde.AvroSerde;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;

/** Publishes versions of a model, as a trainer does. */
final class PublishedVersions implements AutoCloseable {

    private final String model;
    private final Producer<String, SpecificRecord> producer;
    private final ModelTopicWriter writer;

    PublishedVersions(String bootstrapServers, AvroSerde serde, String model) {
        this.model = model;
        Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
        producer = ModelTopicWriter.producer(kafka, serde, "trainer-of-" + model);
        producer.initTransactions();
        try (ModelTopicReader published = ModelTopicReader.open(kafka, serde, model)) {
            published.readToEnd(LogEnd.COMMITTED);
            writer = new ModelTopicWriter(
                    producer,
                    published.assembler(),
                    List.of(),
                    () -> {
                        throw new IllegalStateException("no offsets are committed");
                    },
                    10);
        }
    }

    ModelVersion publish(long version, List<Block> blocks) {
        ModelManifest manifest = new ModelManifest(
                model, version, -1L, List.of(), List.of(), 3, 2, 1_000L, List.of(), version, version, Map.of(), true,
                Map.of(), null);
        return writer.publish(new Publication(manifest, blocks, List.of(), List.of()));
    }

    @Override
    public void close() {
        producer.close();
    }
}
