package dev.freshet.trainer.offline;

import dev.freshet.core.dataset.LogEvent;
import dev.freshet.model.file.Vocabularies;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The products and sources that get rows. Protocol stream: those seen before training ends, in order of appearance, so
 * later ones are unknown in the evaluation. Protocol notebook: all of the log, sorted.
 */
final class SeenIds {

    private final boolean all;
    private final long trainEnd;
    private final Set<String> products;
    private final Set<String> sources;

    SeenIds(DatasetSpec recipe) {
        all = recipe.notebook();
        trainEnd = recipe.split().trainEnd();
        products = all ? new TreeSet<>() : new LinkedHashSet<>();
        sources = all ? new TreeSet<>() : new LinkedHashSet<>();
    }

    void add(LogEvent event) {
        if (all || event.timestamp() <= trainEnd) {
            products.add(event.productId());
            if (event.sourceType() != null) {
                sources.add(event.sourceType());
            }
        }
    }

    Vocabularies vocabularies() {
        List<String> known = new ArrayList<>(sources);
        known.remove("");
        return new Vocabularies(new ArrayList<>(products), known);
    }
}
