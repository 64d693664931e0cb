package dev.freshet.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.feature.PageFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureFamilyTest {

    private static final float[] ONES = ones();

    private static float[] ones() {
        float[] ones = new float[2 * PageFeatures.NETWORK_INPUTS];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Names of the first product's inputs that are left. */
    private static List<String> left(FeatureFamily family) {
        float[] left = family.removedFrom(ONES);
        List<String> names = PageFeatures.inputNames();
        for (int i = 0; i < names.size(); i++) {
            assertThat(left[i]).isEqualTo(left[i + names.size()]);
        }
        return names.stream().filter(name -> left[names.indexOf(name)] != 0).toList();
    }

    @Test
    void shouldRemoveEachInputWithOneFamilyBesideThePage() {
        List<String> removed = new ArrayList<>();
        for (FeatureFamily family : FeatureFamily.values()) {
            if (family != FeatureFamily.PAGE) {
                List<String> names = new ArrayList<>(PageFeatures.inputNames());
                names.removeAll(left(family));
                removed.addAll(names);
            }
        }
        assertThat(removed).doesNotHaveDuplicates();
        assertThat(PageFeatures.inputNames())
                .hasSize(PageFeatures.NETWORK_INPUTS)
                .containsAll(removed);
        assertThat(removed).hasSize(PageFeatures.NETWORK_INPUTS - 1).doesNotContain("ln_n");
        assertThat(ONES).containsOnly(1);
    }

    @Test
    void shouldLeaveWhatDoesNotDependOnTheOtherProductsOfThePage() {
        assertThat(left(FeatureFamily.PAGE))
                .containsAll(PageFeatures.names())
                .contains("ln1p_nC", "ln1p_sK")
                .hasSize(PageFeatures.LINEAR_INPUTS + 4);
    }
}
