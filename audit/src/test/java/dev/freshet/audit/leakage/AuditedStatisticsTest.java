package dev.freshet.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freshet.core.block.Block;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.modeltopic.ModelKeys;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ConsumedOffset;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Versions whose manifests name blocks of weights that are not there. */
final class AuditedStatisticsTest {

    private static final BlockRef WEIGHTS = new BlockRef("dense/projector/0", 1L, 0L, 100);

    private final AuditedStatistics statistics = new AuditedStatistics("m");
    private long offset;

    private static StatisticsSnapshot teas(int views) {
        ProductStatistics products = new ProductStatistics(new StatisticsLimits(16, 3));
        products.count("tea", views, 0, 0, 60);
        return products.snapshot();
    }

    private void publish(String model, long version, long read, String term, List<Block> blocks) {
        List<BlockRef> refs = new ArrayList<>(List.of(WEIGHTS));
        for (Block block : blocks) {
            refs.add(new BlockRef(block.name(), version, block.checksum(), block.data().length));
            statistics.add(
                    offset++,
                    ModelKeys.block(model, block.name(), version),
                    new ModelBlock(model, block.name(), version, ByteBuffer.wrap(block.data())));
        }
        statistics.add(
                offset++,
                ModelKeys.manifest(model, version),
                ModelManifest.newBuilder()
                        .setModel(model)
                        .setVersion(version)
                        .setParent(-1)
                        .setBlocks(refs)
                        .setTrainerBlocks(List.of())
                        .setItems(1)
                        .setContexts(1)
                        .setWatermark(60)
                        .setOffsets(List.of(new ConsumedOffset(0, read)))
                        .setSteps(version)
                        .setExamples(0)
                        .setEvaluation(Map.of())
                        .setDeterministic(true)
                        .setFingerprint(Map.of("config.model.term", term))
                        .build());
    }

    @Test
    void shouldReadTheStatisticsOfEachVersion() {
        publish("m", 5, 10, "mlp", StatisticsBlocks.write(teas(3)));
        publish("other", 5, 11, "mlp", StatisticsBlocks.write(teas(4)));
        publish("m", 9, 20, "mlp", StatisticsBlocks.write(teas(5)));

        assertThat(statistics.versions())
                .extracting(
                        version -> version.manifest().getVersion(),
                        VersionStatistics::offset,
                        version -> version.read().totals().views())
                .containsExactly(tuple(5L, 2L, 3L), tuple(9L, 8L, 5L));
    }

    @Test
    void shouldOrderVersionsByTheirOffsets() {
        publish("m", 5, 20, "mlp", StatisticsBlocks.write(teas(3)));
        publish("m", 9, 10, "mlp", StatisticsBlocks.write(teas(5)));
        assertThat(statistics.versions())
                .extracting(version -> version.manifest().getVersion())
                .containsExactly(9L, 5L);
    }

    @Test
    void shouldLeaveOutVersionsThatAreGone() {
        publish("m", 5, 10, "mlp", StatisticsBlocks.write(teas(3)));
        statistics.add(offset++, ModelKeys.manifest("m", 5), null);
        statistics.add(offset++, ModelKeys.block("m", "dense/projector/0", 5), null);
        assertThat(statistics.versions()).isEmpty();
    }

    @Test
    void shouldLeaveOutVersionsWithoutATermOnly() {
        publish("m", 5, 10, "off", List.of());
        publish("m", 6, 11, "mlp", List.of());
        assertThat(statistics.versions())
                .extracting(version -> version.manifest().getVersion())
                .containsExactly(6L);
    }
}
