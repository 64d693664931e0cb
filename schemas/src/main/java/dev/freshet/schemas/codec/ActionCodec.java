package dev.freshet.schemas.codec;

import dev.freshet.core.event.Action;
import dev.freshet.schemas.ActionType;

/** Converts between the actions of Avro records and those of core. */
public final class ActionCodec {

    private ActionCodec() {}

    /**
     * The core action.
     *
     * @throws IllegalArgumentException for UNKNOWN, which the app rejects earlier
     */
    public static Action of(ActionType type) {
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
