package dev.freshet.streams.score;

import dev.freshet.model.serving.ServingModel;

/** Gives out the newest model. */
@FunctionalInterface
public interface ServingModelSupplier {

    /** The newest model, retained for the caller, who releases it; null while there is none. */
    ServingModel acquire();
}
