package dev.freshet.trainer.online;

/** A batch diverged. The batch may have changed the trainer's weights, so that trainer must not continue. */
public final class DivergenceException extends RuntimeException {

    private final transient DivergedBatch batch;

    DivergenceException(DivergedBatch batch) {
        super(batch.describe());
        this.batch = batch;
    }

    public DivergedBatch batch() {
        return batch;
    }
}
