package dev.freshet.modeltopic;

import static dev.freshet.modeltopic.Manifests.block;
import static dev.freshet.modeltopic.Manifests.draft;
import static dev.freshet.modeltopic.Manifests.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class PublicationPlanTest {

    private final List<VersionRefusal> refusals = new ArrayList<>();
    private final VersionAssembler topic = new VersionAssembler(Manifests.MODEL, refusals::add);

    @Test
    void shouldWriteBlocksBeforeTheirManifest() {
        assertThat(publish(publication(1, -1, block("a", 1), block("b", 2)), 10))
                .containsExactly("+main/a/1", "+main/b/1", "+main/manifest/1");
    }

    @Test
    void shouldReuseUnchangedBlocksOfTheParent() {
        publish(publication(1, -1, block("a", 1), block("b", 2), block("c", 3)), 10);

        assertThat(publish(publication(2, 1, block("a", 1), block("b", 9), block("c", 3)), 10))
                .containsExactly("+main/b/2", "+main/manifest/2");
        assertThat(topic.version(2).orElseThrow().manifest().getBlocks())
                .extracting(BlockRef::getVersion)
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void shouldTombstoneEverythingThatNoKeptManifestNames() {
        publish(publication(1, -1, block("a", 1), block("b", 1)), 2);
        publish(publication(2, 1, block("a", 2), block("b", 1)), 2);

        assertThat(publish(publication(3, 2, block("a", 3), block("b", 1)), 2))
                .containsExactly("+main/a/3", "-main/a/1", "-main/manifest/1", "+main/manifest/3");
        assertThat(topic.versions()).containsExactly(2L, 3L);
        assertThat(topic.keys())
                .containsExactly("main/b/1", "main/a/2", "main/a/3", "main/manifest/2", "main/manifest/3");
    }

    @Test
    void shouldKeepAPinnedVersionWithItsBlocksBesideTheNewest() {
        publish(publication(1, -1, block("a", 1), block("b", 1)), 2);
        publish(publication(2, 1, block("a", 2), block("b", 1)), 2);
        publish(pinned(3, 2, 1, block("a", 3), block("b", 2)), 2);

        assertThat(publish(pinned(4, 3, 1, block("a", 4), block("b", 2)), 2))
                .containsExactly("+main/a/4", "-main/a/2", "-main/manifest/2", "+main/manifest/4");
        assertThat(topic.versions()).containsExactly(1L, 3L, 4L);
        assertThat(topic.version(1).orElseThrow().blocks()).hasSize(2);
        assertThat(publish(pinned(5, 4, 99, block("a", 5), block("b", 2)), 2))
                .as("a version that is not published cannot be pinned")
                .contains("-main/a/1", "-main/b/1", "-main/manifest/1");
    }

    private static Publication pinned(long version, long parent, long alsoKept, Block... blocks) {
        return new Publication(draft(version, parent), List.of(blocks), List.of(), List.of(), Set.of(alsoKept));
    }

    @Test
    void shouldGoBackToAnEarlierParent() {
        publish(publication(1, -1, block("a", 1)), 2);
        publish(publication(2, 1, block("a", 2)), 2);

        assertThat(publish(publication(3, 1, block("a", 1)), 2)).doesNotContain("+main/a/3");

        assertThat(topic.version(3).orElseThrow().blocks().get(0).data()).containsExactly(1);
        assertThat(topic.versions()).containsExactly(2L, 3L);
    }

    @Test
    void shouldTombstoneEverythingOfARejectedVersion() {
        topic.accept("main/orphan/1", new ModelBlock("main", "orphan", 1L, ByteBuffer.allocate(1)));
        topic.accept("main/manifest/1", torn(1));

        assertThat(publish(publication(2, -1, block("a", 1)), 10))
                .containsExactly("+main/a/2", "-main/orphan/1", "-main/manifest/1", "+main/manifest/2");
    }

    @Test
    void shouldKeepTrainerBlocksOfTheNewestVersionOnly() {
        List<String> keys = List.of("main/m/1", "main/v/1", "main/gone/1");
        List<Block> blocks = List.of(block("m", 1), block("v", 1));
        publish(new Publication(draft(1, -1), List.of(), blocks, List.of()), 9);
        PublicationPlan plan = PublicationPlan.of(
                new Publication(draft(2, 1), List.of(), blocks, List.of()), topic, new WrittenState(keys), 9);

        assertThat(plan.records().stream().map(PublicationPlanTest::text))
                .containsExactly(
                        "+main/m/2", "+main/v/2", "-main/m/1", "-main/v/1", "-main/gone/1", "+main/manifest/2");
        assertThat(plan.manifest().getTrainerBlocks())
                .extracting(BlockRef::getVersion)
                .containsExactly(2L, 2L);
    }

    @Test
    void shouldNotWriteTrainerBlocksAgainThatStayed() {
        WrittenState state = new WrittenState(List.of());
        Publication first = withTrainerBlocks(1, -1, block("m", 1), block("v", 1));
        PublicationPlan plan = PublicationPlan.of(first, topic, state, 9);
        assertThat(plan.records().stream().map(PublicationPlanTest::text))
                .containsExactly("+main/m/1", "+main/v/1", "+main/manifest/1");
        plan.records().stream()
                .filter(record -> record.topic().equals("trainer-state"))
                .forEach(record -> state.accept(record.key(), record.value() != null));
        state.published(first.trainerBlocks(), plan.manifest());

        PublicationPlan next =
                PublicationPlan.of(withTrainerBlocks(2, -1, block("m", 1), block("v", 2)), topic, state, 9);
        assertThat(next.records().stream().map(PublicationPlanTest::text))
                .containsExactly("+main/v/2", "-main/v/1", "+main/manifest/2");
        assertThat(next.manifest().getTrainerBlocks())
                .extracting(BlockRef::getVersion)
                .containsExactly(1L, 2L);
    }

    private static Publication withTrainerBlocks(long version, long parent, Block... blocks) {
        return new Publication(draft(version, parent), List.of(), List.of(blocks), List.of());
    }

    @Test
    void shouldRejectWhatContradictsTheTopic() {
        publish(publication(5, -1, block("a", 1)), 10);

        assertThatThrownBy(() -> publish(publication(5, -1, block("a", 1)), 10))
                .hasMessageContaining("version 5 of model main is not above the newest published one, 5");
        assertThatThrownBy(() -> publish(publication(6, 4, block("a", 1)), 10))
                .hasMessageContaining("parent of version 6 of model main, 4, is not kept; kept are [5]");
        assertThatThrownBy(() -> publish(publication(6, 5, block("a", 1), block("a", 1)), 10))
                .hasMessageContaining("block a is given twice");
    }

    private ModelManifest torn(long version) {
        BlockRef nowhere = new BlockRef("nowhere", version, 0L, 1);
        return PublicationPlan.withBlocks(draft(version, -1), List.of(nowhere), List.of());
    }

    /** Plans a publication, applies the plan to the topic, and returns its keys: + for a value, - for a tombstone. */
    private List<String> publish(Publication publication, int kept) {
        PublicationPlan plan = PublicationPlan.of(publication, topic, new WrittenState(List.of()), kept);
        plan.records().stream()
                .filter(record -> record.topic().equals("model"))
                .forEach(record -> topic.accept(record.key(), record.value()));
        return plan.records().stream().map(PublicationPlanTest::text).toList();
    }

    private static String text(ProducerRecord<String, SpecificRecord> record) {
        return (record.value() == null ? "-" : "+") + record.key();
    }
}
