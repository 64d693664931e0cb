package dev.freshet.trainer.evaluation;

/** A model scores what it ranks as NaN, so that it ranks nothing. */
public final class NanScoreException extends IllegalStateException {

    NanScoreException(String request) {
        super("the model scores request " + request + " as NaN: its weights are damaged; train it anew");
    }
}
