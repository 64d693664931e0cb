package dev.freshet.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterSpecsTest {

    @ParameterizedTest
    @CsvSource({"OFF, 0", "LINEAR, 1", "MLP, 1"})
    void shouldBeginAsTheReferenceWithoutATermAndFlatterBesideOne(TermKind term, float scale) {
        ModelConfig config = ModelConfig.defaults().with(term);
        Parameter found = ParameterSpecs.of(config).stream()
                .filter(parameter -> parameter.name().equals(ParameterNames.SCALE))
                .findFirst()
                .orElseThrow();
        assertThat(found.draw(config.seed())).containsExactly(scale);
    }
}
