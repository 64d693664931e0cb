package dev.freshet.model;

import java.util.Arrays;

/** How a parameter starts; the bounds are those of PyTorch's layers. */
interface Initial {

    float[] values(Draws draws, int count);

    static Initial constant(float value) {
        return (draws, count) -> {
            float[] values = new float[count];
            Arrays.fill(values, value);
            return values;
        };
    }

    static Initial normal() {
        return Draws::normal;
    }

    /** {@code xavier_uniform_}, Glorot and Bengio 2010. */
    static Initial xavier(int outputs, int inputs) {
        return uniform(StrictMath.sqrt(6.0 / (outputs + inputs)));
    }

    /** {@code kaiming_uniform_(a = sqrt 5)} of {@code nn.Linear}, weight and bias alike. */
    static Initial kaiming(int inputs) {
        return uniform(1 / StrictMath.sqrt(inputs));
    }

    private static Initial uniform(double bound) {
        return (draws, count) -> draws.uniform(count, bound);
    }
}
