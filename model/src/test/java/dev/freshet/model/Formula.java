package dev.freshet.model;

import ai.djl.ndarray.types.Shape;
import dev.freshet.core.hash.Hash64;
import dev.freshet.model.network.ParameterNames;
import java.nio.charset.StandardCharsets;

/**
 * The weights of the full-size goldens: {@code offset + scale * u}. SplitMix64 draws u in [-1, 1) from name and index.
 */
final class Formula {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Formula() {}

    static float[] values(String name, Shape shape) {
        float[] values = new float[(int) shape.size()];
        double scale = scale(name, shape);
        double offset = offset(name);
        long state = fnv1a(name);
        for (int i = 0; i < values.length; i++) {
            double unit = (Hash64.mix(state + (i + 1) * GOLDEN_GAMMA) >>> 40) * 0x1.0p-23 - 1;
            values[i] = (float) (offset + scale * unit);
        }
        return values;
    }

    private static double scale(String name, Shape shape) {
        if (isScalar(name)) {
            return 0;
        }
        if (shape.dimension() == 2) {
            return name.contains("embeddings") ? 1 : 1 / Math.sqrt((double) shape.get(1));
        }
        return 0.1;
    }

    private static double offset(String name) {
        return switch (name) {
            case ParameterNames.TAU -> 0.7;
            case ParameterNames.SCALE -> -0.9;
            case ParameterNames.BIAS -> 0.25;
            default -> name.matches(".*norm[12]?\\.weight") ? 1 : 0;
        };
    }

    private static boolean isScalar(String name) {
        return name.equals(ParameterNames.TAU) || name.equals(ParameterNames.SCALE) || name.equals(ParameterNames.BIAS);
    }

    private static long fnv1a(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}
