package dev.freshet.streams;

import dev.freshet.core.Action;
import dev.freshet.schemas.ActionType;

/** Between the actions of records and those of the rules. */
final class Actions {

    private Actions() {}

    /**
     * The rule's action.
     *
     * @throws IllegalArgumentException for UNKNOWN, which is rejected before
     */
    static Action of(ActionType type) {
        return switch (type) {
            case VIEW -> Action.VIEW;
            case CLICK -> Action.CLICK;
            case CART_UPDATE -> Action.CART_UPDATE;
            case PURCHASE -> Action.PURCHASE;
            case UNKNOWN -> throw new IllegalArgumentException("an unknown action was accepted");
        };
    }

    static ActionType of(Action action) {
        return switch (action) {
            case VIEW -> ActionType.VIEW;
            case CLICK -> ActionType.CLICK;
            case CART_UPDATE -> ActionType.CART_UPDATE;
            case PURCHASE -> ActionType.PURCHASE;
        };
    }
}
