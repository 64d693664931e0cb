package dev.freshet.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class GeluTest {

    /** Values of the error function to 16 digits, from Abramowitz and Stegun, table 7.1, and Python's math.erf. */
    @Test
    void shouldComputeTheErrorFunction() {
        double[][] known = {
            {0, 0},
            {1e-5, 1.1283791670578999e-05},
            {0.1, 0.1124629160182849},
            {0.4, 0.4283923550466685},
            {0.46875, 0.4926134732179379},
            {0.5, 0.5204998778130465},
            {1, 0.8427007929497149},
            {2, 0.9953222650189527},
            {3.9, 0.9999999652077514},
            {5, 0.9999999999984626},
            {7, 1}
        };
        for (double[] pair : known) {
            assertThat(Erf.of(pair[0])).isCloseTo(pair[1], within(2e-15));
            assertThat(Erf.of(-pair[0])).isCloseTo(-pair[1], within(2e-15));
        }
    }

    @Test
    void shouldBeTheExactGelu() {
        assertThat(Gelu.of(1)).isCloseTo(0.8413447f, within(1e-7f));
        assertThat(Gelu.of(-1)).isCloseTo(-0.15865526f, within(1e-7f));
        assertThat(Gelu.of(0)).isZero();
        for (float x = -7; x < 7; x += 0.00317f) {
            double exact = 0.5 * x * (1 + Erf.of(x / StrictMath.sqrt(2)));
            assertThat((double) Gelu.of(x)).isCloseTo(exact, within(1e-8 + 1e-7 * Math.abs(exact)));
        }
        assertThat(Gelu.of(30)).isEqualTo(30);
        assertThat(Gelu.of(-30)).isZero();
    }
}
