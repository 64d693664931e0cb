package dev.freshet.core;

/**
 * What a customer did with a product. The ordinal is the action's row in the model's action table, in the order of the
 * reference model; the feedback class of a positive action is its ordinal minus one.
 */
public enum Action {
    VIEW,
    CART_UPDATE,
    CLICK,
    PURCHASE;

    /** Positive feedback becomes history and a training target; an impression does not. */
    public boolean isPositive() {
        return this != VIEW;
    }
}
