package dev.freshet.model.network;

import java.util.Arrays;

/** Draws the initial values of a parameter. The bounds are those of PyTorch's layers. */
public interface Initializer {

    float[] values(SeededRandom draws, int count);

    static Initializer constant(float value) {
        return (draws, count) -> {
            float[] values = new float[count];
            Arrays.fill(values, value);
            return values;
        };
    }

    /** Given values, then zeros. */
    static Initializer given(float... first) {
        return (draws, count) -> Arrays.copyOf(first, count);
    }

    static Initializer normal() {
        return SeededRandom::normal;
    }

    /** {@code xavier_uniform_}, Glorot and Bengio 2010. */
    static Initializer xavier(int outputs, int inputs) {
        return uniform(StrictMath.sqrt(6.0 / (outputs + inputs)));
    }

    /** {@code kaiming_uniform_(a = sqrt 5)} of {@code nn.Linear}, weight and bias alike. */
    static Initializer kaiming(int inputs) {
        return uniform(1 / StrictMath.sqrt(inputs));
    }

    private static Initializer uniform(double bound) {
        return (draws, count) -> draws.uniform(count, bound);
    }
}
