package dev.freshet.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Comparison with reference vectors within {@code absolute + relative |expected|}. */
public final class Close {

    private static final double TOLERANCE = 1e-5;

    private Close() {}

    /** Within 1e-5 absolute and relative, the bound that holds between versions of PyTorch. */
    public static void assertClose(String what, NDArray actual, JsonNode expected) {
        assertThat(actual.size())
                .as("elements of " + what)
                .isEqualTo(Golden.shape(expected).size());
        assertClose(what, actual.toFloatArray(), Golden.floats(expected));
    }

    static void assertClose(String what, float[] actual, float[] expected) {
        assertClose(what, actual, expected, TOLERANCE, TOLERANCE, Set.of());
    }

    /** Leaves out the indices {@code except}. */
    public static void assertClose(
            String what, float[] actual, float[] expected, double absolute, double relative, Set<Integer> except) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs((double) actual[i] - expected[i]);
            if (!except.contains(i) && !(error <= absolute + relative * Math.abs(expected[i]))) {
                throw new AssertionError(
                        what + "[" + i + "] is " + actual[i] + ", expected " + expected[i] + ", off by " + error);
            }
        }
    }
}
