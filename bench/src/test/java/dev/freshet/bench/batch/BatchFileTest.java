package dev.freshet.bench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BatchFileTest {

    private static final String BATCH = """
        {"finetune": [], "pretrain_skewed": [{"history": {"source_type": [0, 1], "action_type": [1, 2],
        "product_id": [5, 6], "position": [0, 1], "targets_inds": [0, 1], "targets_lengths": [2], "lengths": [2]}}]}
        """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void shouldReadWhatItWrites(Scenario scenario) {
        Path file = directory.resolve("batches.json");
        BatchFile.write(file);
        assertThat(BatchFile.read(file, scenario).stream().map(BatchDigest::of))
                .containsExactlyElementsOf(BatchGenerator.batches(scenario).stream()
                        .map(BatchDigest::of)
                        .toList());
    }

    @Test
    void shouldReadTheReferencesFormat() throws IOException {
        FlatBatch batch = BatchFile.read(file(BATCH), Scenario.PRETRAIN_SKEWED).get(0);
        assertThat(batch.tokens()).isEqualTo(2);
        assertThat(Unflatten.examples(batch).get(0).targets()).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[5, 6]      | [5, 26522]   | pretrain_skewed[0]: a product, source or action outside",
                "[5, 6]      | [5]          | pretrain_skewed[0]: source_type, action_type, product_id and position",
                "[0, 1], \"targets_lengths\" | [0, 2], \"targets_lengths\" | a target outside its user's history",
                "\"lengths\" | \"length\"   | required creator property 'lengths'",
                "{\"finetune\" | finetune   | is no JSON",
                "pretrain_skewed | pretrain | has no batches under \"pretrain_skewed\""
            })
    void shouldNameTheProblemAndTheRemedy(String part, String wrong, String complaint) throws IOException {
        Path file = file(BATCH.replace(part, wrong));
        assertThatThrownBy(() -> BatchFile.read(file, Scenario.PRETRAIN_SKEWED))
                .isInstanceOf(BenchException.class)
                .hasMessageContainingAll(file.toString(), complaint, BenchException.WRITES_BATCHES);
    }

    @Test
    void shouldNameAMissingFile() {
        assertThatThrownBy(() -> BatchFile.read(directory.resolve("none"), Scenario.FINETUNE))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("batches.json"), text);
    }
}
