package dev.freshet.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TopKTest {

    @Property
    void shouldMatchTheStartOfTheWholeOrder(
            @ForAll List<@IntRange(min = -3, max = 3) Integer> values,
            @ForAll @IntRange(max = 2) int from,
            @ForAll @IntRange(max = 20) int count) {
        float[] scores = new float[values.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = values.get(i);
        }
        List<Integer> expected = IntStream.range(from, Math.max(from, scores.length))
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(count)
                .toList();
        assertThat(TopK.of(scores, from, count)).isEqualTo(expected);
    }
}
