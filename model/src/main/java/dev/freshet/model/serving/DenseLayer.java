package dev.freshet.model.serving;

import dev.freshet.model.network.Weights;

/** An affine layer of a small network. */
final class DenseLayer {

    /** {@code weights[input * outputs + output]}: the inner loop runs over neighbours, and no sum is reordered. */
    private final float[] weights;

    private final float[] bias;

    private DenseLayer(float[] weights, float[] bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /** The layer whose parameters are {@code PATHweight} (outputs, inputs) and {@code PATHbias} (outputs). */
    static DenseLayer of(Weights all, String path) {
        float[] bias = all.get(path + "bias").toFloatArray();
        float[] rows = all.get(path + "weight").toFloatArray();
        int inputs = rows.length / bias.length;
        float[] columns = new float[rows.length];
        for (int output = 0; output < bias.length; output++) {
            for (int input = 0; input < inputs; input++) {
                columns[input * bias.length + output] = rows[output * inputs + input];
            }
        }
        return new DenseLayer(columns, bias);
    }

    /** The outputs for the inputs at an offset. */
    float[] apply(float[] inputs, int from) {
        float[] outputs = bias.clone();
        int count = weights.length / outputs.length;
        for (int i = 0; i < count; i++) {
            float x = inputs[from + i];
            int row = i * outputs.length;
            for (int o = 0; o < outputs.length; o++) {
                outputs[o] += x * weights[row + o];
            }
        }
        return outputs;
    }
}
