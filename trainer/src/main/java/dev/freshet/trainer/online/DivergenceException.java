package dev.freshet.trainer.online;

/** A batch diverged: the trainer that met it must not go on, since its weights may be changed by it. */
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
