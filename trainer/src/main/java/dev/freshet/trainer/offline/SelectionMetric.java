package dev.freshet.trainer.offline;

/** The metric, on the stop part, that chooses the best epoch. */
public enum SelectionMetric {
    /** The joint loss; less is better. */
    LOSS,
    /** NDCG@10 over groups with both labels; more is better. */
    NDCG;

    boolean better(double now, double best) {
        return this == LOSS ? now < best : now > best;
    }
}
