package dev.freshet.trainer.offline;

/** Receives the progress of a training. */
public interface TrainingListener {

    /**
     * A batch is trained on.
     *
     * @param epoch from 1
     * @param batch from 1
     * @param batches in the epoch
     * @param loss mean over the epoch so far
     * @param tokens history events in the batch
     */
    void batch(int epoch, int batch, int batches, double loss, long tokens);

    /** An epoch is trained and evaluated. */
    void epoch(EpochResult result);
}
