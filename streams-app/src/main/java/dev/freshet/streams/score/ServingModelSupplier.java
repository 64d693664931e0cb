package dev.freshet.streams.score;

import dev.freshet.model.serving.ServingModel;

/** Supplies the newest model. */
@FunctionalInterface
public interface ServingModelSupplier {

    /** The newest model, retained for the caller, who must release it; null while there is none. */
    ServingModel acquire();
}
