package dev.freshet.trainer.offline;

/** What the best epoch is chosen by, on the part that training leaves out. */
public enum SelectionMetric {
    /** The joint loss; less is better. */
    LOSS,
    /** NDCG@10 over groups with both labels; more is better. */
    NDCG;

    boolean better(double now, double best) {
        return this == LOSS ? now < best : now > best;
    }
}
