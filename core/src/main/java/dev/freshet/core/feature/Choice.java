package dev.freshet.core.feature;

import dev.freshet.core.event.Action;
import dev.freshet.core.statistics.PairKind;

/** Which actions choose the first product of a pair. */
public enum Choice {
    CLICKED(PairKind.CLICKED),
    /** Carted or bought: what is bought was in the cart, often without an event that says so. */
    CARTED(PairKind.CARTED);

    private final PairKind pairs;

    Choice(PairKind pairs) {
        this.pairs = pairs;
    }

    PairKind pairs() {
        return pairs;
    }

    boolean includes(Action action) {
        return this == CLICKED ? action == Action.CLICK : action == Action.CART_UPDATE || action == Action.PURCHASE;
    }
}
