package dev.freshet.trainer;

/** A batch diverged: the trainer that met it must not go on, since its weights may be changed by it. */
final class DivergenceException extends RuntimeException {

    private final transient DivergedBatch batch;

    DivergenceException(DivergedBatch batch) {
        super(batch.describe());
        this.batch = batch;
    }

    DivergedBatch batch() {
        return batch;
    }
}
