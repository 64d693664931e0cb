package dev.freshet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.bench.batch.BatchFile;
import dev.freshet.bench.batch.BatchGenerator;
import dev.freshet.bench.batch.BatchRules;
import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchGeneratorTest {

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldGenerateValidBatches(Scenario scenario) {
        List<FlatBatch> batches = BatchGenerator.batches(scenario);
        assertThat(batches).isNotEmpty();
        assertThat(batches)
                .allSatisfy(
                        batch -> assertThat(BatchRules.problem(batch, scenario)).isNull());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldGenerateTheSameBatchesEveryTimeAndKnowTheirLosses(Scenario scenario) {
        ExpectedLosses known = ExpectedLosses.load();
        List<FlatBatch> batches = BatchGenerator.batches(scenario);
        assertThat(batches).allSatisfy(batch -> assertThat(known.of(batch)).isPresent());
        assertThat(known.of(batches.get(0)).orElseThrow().trained()).isNotEmpty();
    }

    /** Runs with -Dbench.batches=FILE, the reference's bench_batches.json. */
    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldGenerateBatchesOfTheReferencesSizes(Scenario scenario) {
        String file = System.getProperty("bench.batches", "");
        Assumptions.assumeFalse(file.isBlank(), "give -Dbench.batches=FILE to compare with the reference's batches");
        List<FlatBatch> theirs = BatchFile.read(Path.of(file), scenario);
        List<FlatBatch> ours = BatchGenerator.batches(scenario);
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i).users()).isEqualTo(theirs.get(i).users());
        }
        assertThat(tokens(ours)).isCloseTo(tokens(theirs), within(0.2 * tokens(theirs)));
        assertThat((double) ranked(ours)).isCloseTo(ranked(theirs), within(0.2 * ranked(theirs)));
    }

    @Test
    void shouldSkewTowardsAFewProducts() {
        int[] products =
                BatchGenerator.batches(Scenario.PRETRAIN_WORST).get(0).history().products();
        assertThat(IntStream.of(products).distinct().count()).isLessThan(products.length);
    }

    private static double tokens(List<FlatBatch> batches) {
        return batches.stream().mapToInt(FlatBatch::tokens).sum();
    }

    private static int ranked(List<FlatBatch> batches) {
        return batches.stream().mapToInt(FlatBatch::ranked).sum();
    }
}
