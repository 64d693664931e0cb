package dev.freshet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bench.batch.BatchGenerator;
import dev.freshet.bench.batch.FlatBatch;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.batch.Unflatten;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainRunTest {

    /** The fields that bench.py prints for a scenario, in its order. */
    private static final String FIELDS = "scenario threads batch steps min_ms median_ms p90_ms p99_ms mean_ms"
            + " mean_of_batch_min_ms best_tokens_per_s mean_cpu_ms min_cpu_ms median_cpu_ms tokens_per_s tokens_per_step"
            + " candidates_per_s peak_rss_mb rss_after_import_mb min_flt_per_step loadavg1 malloc";

    @Test
    void shouldPrintTheFieldsOfTheReferencesBench() {
        AtomicInteger last = new AtomicInteger();
        List<FlatBatch> batches = BatchGenerator.batches(Scenario.FINETUNE);
        Measurement found = TrainRun.measure(Scenario.FINETUNE, batches, 3, last::set);
        BenchReport report = new BenchReport("freshet", "2", 1, List.of(found), List.of(), List.of());
        JsonNode json = new ObjectMapper().valueToTree(report);
        assertThat(json.fieldNames()).toIterable().containsExactly("bench", "torch", "cores", "results");
        assertThat(json.get("results").get(0).fieldNames()).toIterable().containsExactly(FIELDS.split(" ", -1));
        assertThat(last).hasValue(3);
        assertThat(found.steps()).isEqualTo(3);
        assertThat(found.minMs()).isPositive().isLessThanOrEqualTo(found.meanMs());
        assertThat(found.peakRssMb()).isGreaterThan(found.rssAfterImportMb());
        assertThat(found.tokensPerStep())
                .isEqualTo(Math.round(batches.subList(0, 3).stream()
                                        .mapToInt(FlatBatch::tokens)
                                        .average()
                                        .orElseThrow()
                                * 10)
                        / 10.0);
    }

    @Test
    void shouldRefuseToMeasureWhenALossDiffersFromTheReference() {
        List<FlatBatch> batches = BatchGenerator.batches(Scenario.FINETUNE).subList(0, 1);
        try (TrainableModel model = TrainRun.model(Scenario.FINETUNE)) {
            model.step(Unflatten.examples(batches.get(0)));
            assertThatThrownBy(() -> LossCheck.require(model, batches, Scenario.FINETUNE))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContainingAll("finetune[0]: loss", "nothing is measured");
        }
    }

    @Test
    void shouldRefuseToMeasureWhenTheReferencesLossesAreUnknown() {
        List<FlatBatch> batches = new ArrayList<>(BatchGenerator.batches(Scenario.FINETUNE));
        batches.get(1).history().products()[0] ^= 1;
        try (TrainableModel model = TrainRun.model(Scenario.FINETUNE)) {
            assertThatThrownBy(() -> LossCheck.require(model, batches, Scenario.FINETUNE))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContainingAll("finetune[1]", BenchException.LOSSES_NOT_KNOWN, "reference_losses.py");
        }
    }

    @Test
    void shouldReportFlatMemory() {
        List<FlatBatch> batches = BatchGenerator.batches(Scenario.FINETUNE).subList(0, 2);
        MemoryReport report = MemoryRun.measure(Scenario.FINETUNE, batches, 20, step -> {});
        assertThat(report.samples()).hasSize(21);
        assertThat(report.samples().get(0).arrays()).isGreaterThan(100);
        assertThat(report.isFlat()).isTrue();
    }
}
