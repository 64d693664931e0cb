package dev.freshet.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartitionMergeTest {

    @Test
    void shouldHoldBackUntilEveryPartitionHasReachedTheTime() {
        PartitionMerge<String> merge = new PartitionMerge<>(2);
        merge.add(new PartitionRecord<>(0, 0, 100, "a"));
        assertThat(merge.poll()).isEmpty();

        merge.add(new PartitionRecord<>(1, 0, 90, "w"));
        assertThat(merge.poll()).map(PartitionRecord::value).contains("w");
        assertThat(merge.poll())
                .as("partition 1 may still have a record dated 95")
                .isEmpty();
        assertThat(merge.holdingBack()).containsExactly(1);

        merge.add(new PartitionRecord<>(1, 1, 101, "w"));
        assertThat(merge.poll()).map(PartitionRecord::value).contains("a");
    }

    @Test
    void shouldHoldBackAtEqualTimeOnlyForLowerPartitions() {
        PartitionMerge<String> merge = new PartitionMerge<>(3);
        merge.add(new PartitionRecord<>(0, 0, 100, "w0"));
        merge.add(new PartitionRecord<>(1, 0, 100, "a"));
        merge.add(new PartitionRecord<>(2, 0, 100, "w2"));
        assertThat(merge.poll()).map(PartitionRecord::value).contains("w0");
        assertThat(merge.poll())
                .as("another record of partition 0 dated 100 would come first")
                .isEmpty();

        merge.add(new PartitionRecord<>(0, 1, 100, "late"));
        assertThat(merge.poll()).map(PartitionRecord::value).contains("late");
        merge.add(new PartitionRecord<>(0, 2, 101, "w"));
        assertThat(merge.poll()).map(PartitionRecord::value).contains("a");
        assertThat(merge.poll())
                .as("partition 1 may have another record dated 100")
                .isEmpty();
    }

    @Test
    void shouldMergeLateRecordsOfAPartitionThatWasSkipped() {
        PartitionMerge<String> merge = new PartitionMerge<>(2);
        merge.add(new PartitionRecord<>(0, 0, 100, "a"));
        merge.add(new PartitionRecord<>(0, 1, 200, "b"));
        assertThat(merge.holdingBack()).containsExactly(1);
        merge.end(1);
        assertThat(merge.poll()).map(PartitionRecord::value).contains("a");
        assertThat(merge.poll()).map(PartitionRecord::value).contains("b");

        merge.add(new PartitionRecord<>(1, 0, 50, "late"));
        merge.add(new PartitionRecord<>(0, 2, 300, "c"));
        assertThat(merge.poll()).map(PartitionRecord::value).contains("late");
        assertThat(merge.poll())
                .as("partition 1 has records again, so the merge waits for it")
                .isEmpty();
        assertThat(merge.holdingBack()).containsExactly(1);
    }

    @Test
    void shouldReturnTheRestInOrderOnceThePartitionsHaveEnded() {
        PartitionMerge<String> merge = new PartitionMerge<>(2);
        merge.add(new PartitionRecord<>(0, 0, 100, "b"));
        merge.add(new PartitionRecord<>(0, 1, 120, "d"));
        merge.add(new PartitionRecord<>(1, 0, 90, "a"));
        merge.add(new PartitionRecord<>(1, 1, 110, "c"));
        merge.end(0);
        merge.end(1);
        assertThat(Stream.generate(merge::poll).limit(5))
                .map(a -> a.map(PartitionRecord::value))
                .containsExactly(
                        Optional.of("a"), Optional.of("b"), Optional.of("c"), Optional.of("d"), Optional.empty());

        merge.add(new PartitionRecord<>(0, 2, 130, "more"));
        assertThat(merge.poll()).map(PartitionRecord::value).contains("more");
        merge.add(new PartitionRecord<>(1, 2, 140, "still more"));
        assertThat(merge.poll()).as("partition 0 may have more records").isEmpty();
    }

    @Test
    void shouldRefuseAPartitionThatGoesBack() {
        PartitionMerge<String> merge = new PartitionMerge<>(1);
        merge.add(new PartitionRecord<>(0, 7, 100, "a"));
        assertThatThrownBy(() -> merge.add(new PartitionRecord<>(0, 8, 99, "b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("partition 0 goes back")
                .hasMessageContaining("offset 8");
    }

    /** However arrivals interleave, and wherever a trainer stops and resumes at its offsets, the order is the sorted one. */
    @Property(tries = 300)
    void shouldProduceOneOrderForEveryInterleaving(
            @ForAll @Size(min = 1, max = 4) List<@Size(max = 12) List<@IntRange(max = 3) Integer>> steps,
            @ForAll @IntRange(max = 40) int stopAfter,
            @ForAll long seed) {
        List<ArrayDeque<PartitionRecord<String>>> partitions = partitions(steps);
        List<PartitionRecord<String>> expected =
                partitions.stream().flatMap(ArrayDeque::stream).sorted().toList();

        List<PartitionRecord<String>> merged = new ArrayList<>();
        merge(partitions, new Random(seed), stopAfter, merged);
        List<ArrayDeque<PartitionRecord<String>>> rest = partitions.stream()
                .map(p -> p.stream().filter(a -> !merged.contains(a)).collect(Collectors.toCollection(ArrayDeque::new)))
                .toList();
        merge(rest, new Random(seed + 1), Integer.MAX_VALUE, merged);
        assertThat(merged).isEqualTo(expected);
    }

    /** Feeds random runs of the partitions until enough records came out, or to the end. */
    private static void merge(
            List<ArrayDeque<PartitionRecord<String>>> partitions,
            Random random,
            int enough,
            List<PartitionRecord<String>> merged) {
        List<ArrayDeque<PartitionRecord<String>>> unread =
                partitions.stream().map(ArrayDeque::new).toList();
        PartitionMerge<String> merge = new PartitionMerge<>(unread.size());
        while (unread.stream().anyMatch(p -> !p.isEmpty())) {
            ArrayDeque<PartitionRecord<String>> next = unread.get(random.nextInt(unread.size()));
            for (int n = random.nextInt(3); n > 0 && !next.isEmpty(); n--) {
                merge.add(next.remove());
            }
            for (Optional<PartitionRecord<String>> out = merge.poll(); out.isPresent(); out = merge.poll()) {
                merged.add(out.get());
                if (merged.size() >= enough) {
                    return;
                }
            }
        }
        IntStream.range(0, unread.size()).forEach(merge::end);
        Stream.generate(merge::poll).takeWhile(Optional::isPresent).forEach(a -> merged.add(a.orElseThrow()));
    }

    private static List<ArrayDeque<PartitionRecord<String>>> partitions(List<List<Integer>> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(p -> {
                    ArrayDeque<PartitionRecord<String>> records = new ArrayDeque<>();
                    long time = 0;
                    for (int step : steps.get(p)) {
                        time += step;
                        records.add(new PartitionRecord<>(p, records.size(), time, "r"));
                    }
                    return records;
                })
                .toList();
    }
}
