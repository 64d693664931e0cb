package dev.freshet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.block.Block;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.modeltopic.ModelKeys;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends versions to topic model that have the newest version's weights and statistics that leak. Each method returns the words
 * by which an audit should name the place of its leak.
 */
final class PlantedVersions {

    private static final String MODEL = "default";
    private static final long MINUTE = 60_000;

    private final String brokers;
    private final AvroSerde serde;
    private final List<ModelVersion> published = new ArrayList<>();
    private long next;

    PlantedVersions(String brokers, SchemaRegistry registry) {
        this.brokers = brokers;
        this.serde = new AvroSerde(registry);
        try (ModelTopicReader reader = ModelTopicReader.open(Map.of("bootstrap.servers", brokers), serde, MODEL)) {
            next = reader.readToEnd(LogEnd.WRITTEN).orElseThrow().version() + 1;
            reader.assembler()
                    .versions()
                    .forEach(version ->
                            published.add(reader.assembler().version(version).orElseThrow()));
        }
    }

    /** The statistics know a click at the watermark, in the interval that begins there. */
    String eventAtTheWatermark() throws Exception {
        long watermark = newest().manifest().getWatermark();
        return plant(newest(), withClick(watermark + MINUTE)) + ".*STATISTICS_FUTURE.*'tea' has events up to";
    }

    /** The statistics count a click at the watermark as if it had happened before. */
    String eventDatedBeforeTheWatermark() throws Exception {
        return plant(newest(), withClick(newest().manifest().getWatermark()))
                + ".*STATISTICS_DIFFER.*'tea' has .* instead of";
    }

    /** A version carries the statistics of the newest one, and the watermark and offsets of an older one. */
    String statisticsOfALaterVersion() throws Exception {
        return plant(published.get(published.size() / 2), statistics(newest())) + ".*STATISTICS_FUTURE";
    }

    private ModelVersion newest() {
        return published.get(published.size() - 1);
    }

    private static StatisticsSnapshot statistics(ModelVersion version) {
        return StatisticsBlocks.read(new BlockSource(version.blocks()));
    }

    private StatisticsSnapshot withClick(long time) {
        ProductStatistics more = new ProductStatistics(StatisticsLimits.DEFAULT, statistics(newest()));
        more.count("tea", 0, 1, 0, time);
        return more.snapshot();
    }

    /** @param place whose watermark and offsets the planted version claims */
    private String plant(ModelVersion place, StatisticsSnapshot statistics) throws Exception {
        long version = next++;
        List<BlockRef> refs = new ArrayList<>(newest().manifest().getBlocks().stream()
                .filter(ref -> !StatisticsBlocks.owns(ref.getBlock()))
                .toList());
        for (Block block : StatisticsBlocks.write(statistics)) {
            refs.add(new BlockRef(block.name(), version, block.checksum(), block.data().length));
            send(
                    ModelKeys.block(MODEL, block.name(), version),
                    new ModelBlock(MODEL, block.name(), version, ByteBuffer.wrap(block.data())));
        }
        ModelManifest manifest = ModelManifest.newBuilder(place.manifest())
                .setVersion(version)
                .setParent(newest().version())
                .setBlocks(refs)
                .build();
        return Topics.MODEL.topic() + " 0 offset " + send(ModelKeys.manifest(MODEL, version), manifest) + ":";
    }

    private long send(String key, SpecificRecord record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(
                            Topics.MODEL.topic(),
                            0,
                            key.getBytes(UTF_8),
                            serde.serializer().serialize(Topics.MODEL.topic(), record)))
                    .get()
                    .offset();
        }
    }
}
