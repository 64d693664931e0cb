package dev.freshet.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.api.Test;

class VocabularyBlocksTest {

    @Property
    void shouldReadWhatItWrote(@ForAll List<@AlphaChars String> ids) {
        assertRoundTrip(List.copyOf(new LinkedHashSet<>(ids)));
    }

    @Test
    void shouldReadLongAndNonAsciiIds() {
        List<String> ids = IntStream.range(0, 2500)
                .mapToObj(i -> "продукт \uD83D\uDED2 " + "x".repeat(i) + i)
                .toList();
        assertThat(assertRoundTrip(ids)).hasSizeGreaterThan(3);
    }

    @Test
    void shouldRefuseAnIdLargerThanABlock() {
        Vocabulary vocabulary = new Vocabulary(List.of("y".repeat(Block.MAX_BYTES)));
        assertThatThrownBy(() -> VocabularyBlocks.write("vocabulary/items", vocabulary, new ArrayList<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vocabulary/items");
    }

    private static List<Block> assertRoundTrip(List<String> ids) {
        List<Block> blocks = new ArrayList<>();
        VocabularyBlocks.write("v", new Vocabulary(ids), blocks);
        assertThat(VocabularyBlocks.read("v", ids.size() + 1, new BlockSource(blocks))
                        .ids())
                .isEqualTo(ids);
        return blocks;
    }
}
