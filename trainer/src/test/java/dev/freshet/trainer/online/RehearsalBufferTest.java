package dev.freshet.trainer.online;

import static dev.freshet.trainer.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.batch.TrainedGroup;
import dev.freshet.model.network.TermKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RehearsalBufferTest {

    private final RehearsalBuffer buffer = new RehearsalBuffer(TermKind.MLP, 1, 8);

    /** A group whose number of products tells which one it is. */
    private static TrainedGroup numbered(int number) {
        ExampleGroup group = group("r" + number, 1_000, -1, false, 10 + number, 3);
        float[] network = new float[10 + number];
        Arrays.fill(network, number / 3f);
        return new TrainedGroup(
                group.with(PageFeatures.of(group.productIds(), List.of(), StatisticsSnapshot.EMPTY, 1_000)), network);
    }

    private static void add(RehearsalBuffer to, int from, int until) {
        for (int number = from; number < until; number++) {
            to.add(numbered(number));
        }
    }

    private static List<Integer> numbers(List<RankedPage> pages) {
        return pages.stream().map(page -> page.labels().length - 10).toList();
    }

    private static List<float[]> inputs(RehearsalBuffer of) {
        return of.draw(5, 20).stream().map(RankedPage::inputs).toList();
    }

    @Test
    void shouldDrawFromTheNewestGroups() {
        add(buffer, 0, 8);
        assertThat(numbers(buffer.draw(1, 400))).containsOnly(0, 1, 2, 3, 4, 5, 6, 7);
        add(buffer, 8, 30);
        assertThat(numbers(buffer.draw(1, 400))).containsOnly(22, 23, 24, 25, 26, 27, 28, 29);
    }

    @Test
    void shouldDrawTheSameForTheSameStepAndOthersForAnother() {
        add(buffer, 0, 8);
        assertThat(numbers(buffer.draw(7, 32))).isEqualTo(numbers(buffer.draw(7, 32)));
        assertThat(numbers(buffer.draw(7, 32))).isNotEqualTo(numbers(buffer.draw(8, 32)));
    }

    private static List<ByteBuffer> bytes(RehearsalBuffer of) {
        return of.blocks().stream().map(block -> ByteBuffer.wrap(block.data())).toList();
    }

    @Test
    void shouldWriteAgainOnlyBlocksThatChanged() {
        RehearsalBuffer large = new RehearsalBuffer(TermKind.MLP, 1, 3 * RehearsalBlocks.GROUPS);
        add(large, 0, 3 * RehearsalBlocks.GROUPS);
        List<Block> before = large.blocks();
        add(large, 0, 2);
        List<Block> after = large.blocks();
        assertThat(after)
                .hasSize(3)
                .extracting(Block::name)
                .isEqualTo(List.of("rehearsal/0", "rehearsal/1", "rehearsal/2"));
        assertThat(after.get(0)).isNotSameAs(before.get(0));
        assertThat(after.subList(1, 3))
                .usingElementComparator((a, b) -> a == b ? 0 : 1)
                .isEqualTo(before.subList(1, 3));
    }

    @Test
    void shouldFitABlockWithTheLargestGroupsAndLeaveLargerOnesOut() {
        RehearsalBuffer large = new RehearsalBuffer(TermKind.MLP, 1, RehearsalBlocks.GROUPS);
        for (int i = 0; i < RehearsalBlocks.GROUPS; i++) {
            large.add(numbered(RehearsalBlocks.MOST_PRODUCTS - 10));
        }
        large.add(numbered(RehearsalBlocks.MOST_PRODUCTS - 9));
        assertThat(large.count()).isEqualTo(RehearsalBlocks.GROUPS);
        assertThat(large.blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.data().length).isLessThan(Block.MAX_BYTES - 1_000));
    }

    @Test
    void shouldNameADamagedBlock() {
        add(buffer, 0, 8);
        byte[] bytes = buffer.blocks().get(0).data().clone();
        Block cut = new Block("rehearsal/0", Arrays.copyOf(bytes, bytes.length / 2));
        RehearsalBuffer other = new RehearsalBuffer(TermKind.MLP, 1, 8);
        assertThatThrownBy(() -> other.restore(8, List.of(cut)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rehearsal/0");

        List<RehearsalGroup> groups = RehearsalBlocks.decode(buffer.blocks().get(0));
        RehearsalGroup first = groups.get(0);
        Block mixed = RehearsalBlocks.encode(
                0,
                List.of(new RehearsalGroup(
                        first.products(),
                        first.shared(),
                        first.network(),
                        groups.get(1).labels())));
        assertThatThrownBy(() -> other.restore(1, List.of(mixed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("rehearsal/0", "a group of 10 products with 11 labels and 10 logits");
    }

    @Test
    void shouldDrawTheSameAfterARestart() {
        add(buffer, 0, 13);
        RehearsalBuffer restored = new RehearsalBuffer(TermKind.MLP, 1, 8);
        restored.restore(buffer.count(), buffer.blocks());
        assertThat(restored.count()).isEqualTo(buffer.count());
        assertThat(bytes(restored)).isEqualTo(bytes(buffer));
        assertThat(inputs(restored)).usingElementComparator(Arrays::compare).isEqualTo(inputs(buffer));
        add(buffer, 13, 17);
        add(restored, 13, 17);
        assertThat(numbers(restored.draw(9, 50))).isEqualTo(numbers(buffer.draw(9, 50)));
    }

    @Test
    void shouldKeepTheNewestWhenItsSizeChanges() {
        add(buffer, 0, 13);
        for (int capacity : new int[] {4, 20}) {
            RehearsalBuffer other = new RehearsalBuffer(TermKind.MLP, 1, capacity);
            other.restore(buffer.count(), buffer.blocks());
            int kept = Math.min(capacity, 8);
            assertThat(other.blocks().stream()
                            .flatMap(block -> RehearsalBlocks.decode(block).stream())
                            .map(group -> group.labels().length - 10))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(13 - kept, 13).boxed().toList());
            add(other, 13, 33);
            assertThat(numbers(other.draw(1, 300))).allMatch(n -> n >= 33 - capacity && n < 33);
        }
    }

    @Test
    void shouldDrawNothingBeforeThereAreEnough() {
        add(buffer, 0, 7);
        assertThat(buffer.draw(1, 4)).isEmpty();
        RehearsalBuffer large = new RehearsalBuffer(TermKind.MLP, 1, 10_000);
        IntStream.range(1, RehearsalBuffer.LEAST).forEach(i -> add(large, 0, 1));
        assertThat(large.draw(1, 4)).isEmpty();
        add(large, 0, 1);
        assertThat(large.draw(1, 4)).hasSize(4);
    }

    @Test
    void shouldKeepWhatTheNetworkSaid() {
        add(buffer, 0, 8);
        assertThat(buffer.draw(1, 50))
                .allSatisfy(page -> assertThat(page.offsets())
                        .hasSize(page.labels().length)
                        .containsOnly((page.labels().length - 10) / 3f));
    }

    @Test
    void shouldKeepNothingWithoutNeed() {
        RehearsalBuffer none = new RehearsalBuffer(TermKind.MLP, 1, 0);
        RehearsalBuffer off = new RehearsalBuffer(TermKind.OFF, 1, 8);
        for (RehearsalBuffer each : List.of(none, off)) {
            each.add(numbered(1));
            assertThat(each.draw(1, 4)).isEmpty();
            each.restore(buffer.count(), buffer.blocks());
            assertThat(each.blocks()).isEmpty();
        }
    }
}
