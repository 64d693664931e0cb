package dev.freshet.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.model.training.TrainableModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedModelTest {

    @TempDir
    private Path directory;

    private Path file;
    private SavedModel saved;

    @BeforeEach
    void save() {
        file = directory.resolve("model.safetensors");
        ModelConfig config = new ModelConfig(8, 2, 1, 4, 1, 0.1);
        OptimizerConfig optimizer = new OptimizerConfig(1e-3, 0.01, 0);
        try (TrainableModel model = TrainableModel.initial(config, LossWeights.defaults(), optimizer)) {
            model.admit(List.of("a", "b"), List.of("home"));
            saved = SavedModel.of(model.modelBlocks(), 0.1, "a test", Map.of("ndcg10", 0.5));
        }
        saved.write(file);
    }

    @Test
    void shouldReadWhatItWrites() {
        SavedModel read = SavedModel.read(file);
        assertThat(read.config()).isEqualTo(saved.config());
        assertThat(read.vocabularies()).isEqualTo(new Vocabularies(List.of("a", "b"), List.of("home")));
        assertThat(read.metrics()).isEqualTo(Map.of("ndcg10", 0.5));
        assertThat(read.digest()).isEqualTo(saved.digest());
    }

    @Test
    void shouldKeepTheFeatureTermAndTheFeaturesThatItReads() {
        ModelConfig config = saved.config().with(TermKind.MLP);
        OptimizerConfig optimizer = new OptimizerConfig(1e-3, 0.01, 0);
        Path term = directory.resolve("term.safetensors");
        try (TrainableModel model = TrainableModel.initial(config, LossWeights.defaults(), optimizer)) {
            SavedModel.of(model.modelBlocks(), 0.1, "a test", Map.of()).write(term);
        }
        SavedModel read = SavedModel.read(term);
        assertThat(read.config()).isEqualTo(config);
        assertThat(read.state().tensors()).containsKey("term.skip.weight");
        read.requireShape(term, config, Map.of());
        assertThatThrownBy(() -> read.requireShape(term, config.with(TermKind.LINEAR), Map.of("term", "model.term")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has model.term=mlp, the settings say linear; set model.term=mlp");

        StateDictFile stored = StateDictFile.read(term);
        Map<String, String> other = new HashMap<>(stored.metadata());
        other.compute("about", (name, about) -> about.replaceAll("\"features\":-?\\d+", "\"features\":7"));
        new StateDictFile(other, stored.tensors()).write(term);
        assertThatThrownBy(() -> SavedModel.read(term))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("other live features than those of this release");
    }

    @Test
    void shouldStartAnyTermFromAFileWithoutOne() {
        saved.requireShape(file, saved.config().with(TermKind.MLP), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "about; ; about is missing",
                "about; null; about is missing",
                "about; {\"steps\":1,\"metrics\":{}}; config is missing",
                "about; {\"steps\":1,\"config\":{\"dim\":8,\"heads\":2,\"layers\":1,\"maxLength\":4,\"seed\":1,"
                        + "\"dropout\":0},\"origin\":\"x\"}; metrics is missing",
                "vocabularies; ; vocabularies is missing",
                "vocabularies; {\"products\":[\"a\"]}; sources is missing",
                "vocabularies; {\"products\":[\"a\",null],\"sources\":[]}; products has no id at index 1",
                "digest; ; is damaged",
            })
    void shouldNameAFieldThatIsMissing(String field, String value, String words) {
        StateDictFile whole = StateDictFile.read(file);
        Map<String, String> metadata = new HashMap<>(whole.metadata());
        metadata.remove(field);
        if (value != null) {
            metadata.put(field, value);
        }
        new StateDictFile(metadata, whole.tensors()).write(file);
        assertThatThrownBy(() -> SavedModel.read(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }
}
