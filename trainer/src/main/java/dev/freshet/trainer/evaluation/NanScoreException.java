package dev.freshet.trainer.evaluation;

/** A model scores a request's products as NaN, so it cannot rank them. */
public final class NanScoreException extends IllegalStateException {

    NanScoreException(String request) {
        super("the model scores request " + request
                + " as NaN: its weights are damaged; train again from the beginning");
    }
}
