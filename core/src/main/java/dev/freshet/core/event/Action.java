package dev.freshet.core.event;

/** What a customer did with a product. */
public enum Action {
    VIEW(0),
    CART_UPDATE(1),
    CLICK(2),
    PURCHASE(3);

    private static final Action[] BY_ROW = values();

    private final int row;

    Action(int row) {
        this.row = row;
    }

    /** Row of the model's action table, numbered as in the reference; a positive's feedback class is one less. */
    public int row() {
        return row;
    }

    /** The action of a row. */
    public static Action ofRow(int row) {
        return BY_ROW[row];
    }

    /** Positive feedback becomes history and a training target; an impression does not. */
    public boolean isPositive() {
        return this != VIEW;
    }
}
