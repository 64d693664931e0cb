package dev.freshet.streams.score;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFailuresTest {

    static Stream<Throwable> contained() {
        return Stream.of(
                new IllegalStateException("a tensor of another shape"),
                new UnsatisfiedLinkError("libtorch"),
                new ExceptionInInitializerError("engine"),
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("contained")
    void shouldContainFailuresOfOneComputation(Throwable failure) {
        assertThatCode(() -> ModelFailures.rethrowUnlessContained(failure)).doesNotThrowAnyException();
    }

    @Test
    void shouldRethrowErrorsOfTheMachineItself() {
        InternalError broken = new InternalError("broken");
        assertThatThrownBy(() -> ModelFailures.rethrowUnlessContained(broken)).isSameAs(broken);
    }
}
