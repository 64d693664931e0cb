package dev.freshet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void shouldDivideThePeersMinimumByFreshets() {
        Ratio ratio =
                Ratio.of("finetune", List.of(of(10, 4, 100), of(8, 5, 110)), List.of(of(24, 8, 500), of(30, 9, 400)));
        assertThat(ratio).isEqualTo(new Ratio("finetune", 3, 2.4, 3.75, 2, 4));
        assertThat(ratio.line())
                .contains(
                        "3.00x as fast (2.40 to 3.75 by round)",
                        "2.00x by the median step's processor time",
                        "1/4.0 of the memory");
    }

    private static Measurement of(double best, double cpu, double peak) {
        return new Measurement("finetune", 1, 4, 1, 0, 0, 0, 0, 0, best, 0, 0, 1, cpu, 0, 0, 0, peak, 0, 0, 0, "tuned");
    }
}
