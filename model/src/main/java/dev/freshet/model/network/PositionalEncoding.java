package dev.freshet.model.network;

/** Sinusoidal positions of "Attention Is All You Need", in the float32 steps of the reference. */
public final class PositionalEncoding {

    private PositionalEncoding() {}

    /** Row-major (maxLength, dim): {@code sin(p w_i)} at 2i, {@code cos(p w_i)} at 2i + 1, {@code w_i = 10000^(-2i/dim)}. */
    public static float[] table(int maxLength, int dim) {
        float[] table = new float[maxLength * dim];
        float slope = (float) (-StrictMath.log(10000.0) / dim);
        for (int i = 0; i < dim; i += 2) {
            float frequency = (float) StrictMath.exp(i * slope);
            for (int position = 0; position < maxLength; position++) {
                float angle = position * frequency;
                table[position * dim + i] = (float) StrictMath.sin(angle);
                table[position * dim + i + 1] = (float) StrictMath.cos(angle);
            }
        }
        return table;
    }
}
