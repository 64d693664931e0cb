package dev.freshet.model.file;

import java.util.List;

/**
 * Ids that have rows, in order of row, without the unknown row.
 *
 * @param products ids of the item table
 * @param sources ids of the context table
 */
public record Vocabularies(List<String> products, List<String> sources) {

    public Vocabularies {
        products = Preconditions.requireAll("products", products);
        sources = Preconditions.requireAll("sources", sources);
    }
}
