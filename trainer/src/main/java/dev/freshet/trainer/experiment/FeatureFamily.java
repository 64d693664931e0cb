package dev.freshet.trainer.experiment;

import dev.freshet.core.feature.PageFeatures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Inputs of the feature term that say the same kind of thing. */
enum FeatureFamily {
    CLICKS("the customer's clicks", "(u_share|u_CnoK|u_nC)(-.*)?|ln1p_nC"),
    SESSION("the session", "u_sC(-.*)?|ln1p_s[CK]"),
    CARTS("the times of cart additions", "d_K[1-5](-.*)?|ln1p_nK"),
    COUNTS("what sells", "g_.*"),
    PAIRS("what goes together", "(pCC|pKK)(-.*)?"),
    /** A product's features beside those of the others on the page. */
    PAGE("the rest of the page", ".*-(mean|max)|ln_n");

    private final String label;

    /** Matches the names of its inputs. */
    private final String names;

    FeatureFamily(String label, String names) {
        this.label = label;
        this.names = names;
    }

    String label() {
        return label;
    }

    /** Numbers of the inputs of each family. */
    private static final class Members {

        private static final Map<FeatureFamily, int[]> OF = new EnumMap<>(FeatureFamily.class);

        static {
            List<String> all = PageFeatures.inputNames();
            for (FeatureFamily family : values()) {
                OF.put(
                        family,
                        IntStream.range(0, all.size())
                                .filter(i -> all.get(i).matches(family.names))
                                .toArray());
            }
        }
    }

    /** The inputs of products, {@code (products, 50)} flat, with 0 for this family; the argument stays as it is. */
    float[] removedFrom(float[] inputs) {
        float[] left = inputs.clone();
        for (int member : Members.OF.get(this)) {
            for (int at = member; at < left.length; at += PageFeatures.NETWORK_INPUTS) {
                left[at] = 0;
            }
        }
        return left;
    }
}
