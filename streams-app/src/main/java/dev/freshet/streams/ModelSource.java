package dev.freshet.streams;

import dev.freshet.model.ServingModel;

/** Gives out the newest model. */
@FunctionalInterface
interface ModelSource {

    /** The newest model, retained for the caller, who releases it; null while there is none. */
    ServingModel acquire();
}
