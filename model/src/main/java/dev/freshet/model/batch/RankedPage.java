package dev.freshet.model.batch;

import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import java.util.List;

/**
 * A request group as the feature term sees it.
 *
 * @param inputs (C * inputs of the term) live features of the C products, flat
 * @param labels (C) 1 for a product that went into the cart, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // instances are never compared
public record RankedPage(float[] inputs, int[] labels) {

    /** The page as a kind of term reads it. */
    public static RankedPage of(TermKind term, PageFeatures features, List<Integer> labels) {
        return new RankedPage(
                TermInputs.of(term, features),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }
}
