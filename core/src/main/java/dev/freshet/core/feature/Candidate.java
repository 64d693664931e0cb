package dev.freshet.core.feature;

import dev.freshet.core.statistics.ActionCounts;

/**
 * A product of a page.
 *
 * @param page its request
 * @param productId the product
 * @param slot of the product in the statistics
 * @param own what the customer did with it
 * @param all what all customers did with it, decayed to the request's time
 */
record Candidate(RequestPage page, String productId, int slot, CustomerProduct own, ActionCounts all) {}
