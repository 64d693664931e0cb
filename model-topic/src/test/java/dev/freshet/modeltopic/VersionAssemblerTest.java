package dev.freshet.modeltopic;

import static dev.freshet.modeltopic.Manifests.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionAssemblerTest {

    private final List<VersionRefusal> refusals = new ArrayList<>();
    private final VersionAssembler assembler = new VersionAssembler(Manifests.MODEL, refusals::add);

    @Test
    void shouldReturnAWholeVersionInTheManifestsOrder() {
        put("b", 1, 20);
        put("a", 1, 10);

        ModelVersion version = manifest(1, ref("a", 1, 10), ref("b", 1, 20));

        assertThat(version.blocks()).extracting(Block::name).containsExactly("a", "b");
        assertThat(version.blocks().get(0).data()).containsExactly(10);
        assertThat(assembler.newest()).contains(version);
        assertThat(refusals).isEmpty();
    }

    @Test
    void shouldRejectAVersionWithAMissingBlockAndKeepTheLastGoodOne() {
        put("a", 1, 10);
        ModelVersion good = manifest(1, ref("a", 1, 10));

        assertThat(manifest(2, ref("a", 1, 10), ref("b", 2, 20))).isNull();

        assertThat(assembler.newest()).contains(good);
        assertThat(refusals).containsExactly(new VersionRefusal("main/manifest/2", 2, "block main/b/2 is missing"));
    }

    @Test
    void shouldRejectADamagedBlock() {
        put("a", 1, 10);

        assertThat(manifest(1, ref("a", 1, 11))).isNull();
        assertThat(manifest(1, new BlockRef("a", 1L, ref("a", 1, 10).getChecksum(), 2)))
                .isNull();

        assertThat(refusals)
                .extracting(VersionRefusal::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("block main/a/1 has CRC-32C"),
                        reason -> assertThat(reason).contains("has 1 bytes, the manifest says 2"));
        assertThat(assembler.newest()).isEmpty();
    }

    @Test
    void shouldForgetTombstonedVersions() {
        put("a", 1, 10);
        manifest(1, ref("a", 1, 10));
        put("a", 2, 20);
        ModelVersion second = manifest(2, ref("a", 2, 20));

        assembler.accept("main/a/1", null);
        assembler.accept("main/manifest/1", null);

        assertThat(assembler.keys()).containsExactly("main/a/2", "main/manifest/2");
        assertThat(assembler.versions()).containsExactly(2L);
        assertThat(assembler.version(1)).isEmpty();
        assertThat(assembler.newest()).contains(second);
    }

    @Test
    void shouldSkipOtherModels() {
        assembler.accept("other/a/1", new ModelBlock("other", "a", 1L, ByteBuffer.allocate(1)));

        assertThat(assembler.keys()).isEmpty();
        assertThat(refusals).isEmpty();
    }

    @Test
    void shouldRejectRecordsThatContradictTheirKeys() {
        assembler.accept(null, draft(1, -1));
        assembler.accept("main/a", null);
        assembler.accept("main/a/1", draft(1, -1));
        assembler.accept("main/a/1", new ModelBlock("main", "b", 1L, ByteBuffer.allocate(1)));
        assembler.accept("main/manifest/2", draft(1, -1));

        assertThat(refusals).hasSize(5);
        assertThat(assembler.keys()).isEmpty();
    }

    private void put(String block, long version, int content) {
        byte[] data = {(byte) content};
        assembler.accept(
                ModelKeys.block(Manifests.MODEL, block, version),
                new ModelBlock(Manifests.MODEL, block, version, ByteBuffer.wrap(data)));
    }

    @Test
    void shouldRejectABlockThatIsTooLarge() {
        ByteBuffer large = ByteBuffer.allocate(Block.MAX_BYTES + 1);
        assembler.accept("main/a/1", new ModelBlock("main", "a", 1L, large));
        assertThat(refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("block a has 524289 bytes"));
    }

    /** The version that a manifest of these blocks completes, or null. */
    private ModelVersion manifest(long version, BlockRef... refs) {
        ModelManifest manifest = PublicationPlan.withBlocks(draft(version, -1), List.of(refs), List.of());
        return assembler
                .accept(ModelKeys.manifest(Manifests.MODEL, version), manifest)
                .orElse(null);
    }

    private static BlockRef ref(String block, long version, int content) {
        byte[] data = {(byte) content};
        return new BlockRef(block, version, new Block(block, data).checksum(), 1);
    }
}
