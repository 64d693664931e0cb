package dev.freshet.core.statistics;

/** What a customer did with two products, one after the other. */
public enum PairKind {
    /** A click on one, then a click on the other. */
    CLICKED,
    /** A cart addition or purchase of one, then a cart addition of the other. */
    CARTED
}
