package dev.freshet.trainer.files;

import java.util.List;

/**
 * Ids that have rows, in order of row, the unknown row left out.
 *
 * @param products of the item table
 * @param sources of the context table
 */
public record Vocabularies(List<String> products, List<String> sources) {

    public Vocabularies {
        products = Given.requireAll("products", products);
        sources = Given.requireAll("sources", sources);
    }
}
