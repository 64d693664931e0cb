package dev.freshet.trainer.offline;

/** Groups by how many events of history they may see. */
enum LengthBand {
    COLD("0 (cold start)", 0, 0),
    FEW("1 to 5", 1, 5),
    SOME("6 to 20", 6, 20),
    MANY("21 to 100", 21, 100),
    MOST("101 and more", 101, Integer.MAX_VALUE);

    private final String label;
    private final int from;
    private final int to;

    LengthBand(String label, int from, int to) {
        this.label = label;
        this.from = from;
        this.to = to;
    }

    String label() {
        return label;
    }

    boolean holds(EvaluatedGroup group) {
        return group.events() >= from && group.events() <= to;
    }
}
