package dev.freshet.trainer.stream;

import dev.freshet.core.example.Example;
import dev.freshet.core.statistics.IntervalCounts;

/** What a record of training-examples holds. */
public sealed interface StreamContent {

    /** An example to evaluate and to train on. */
    record Parts(Example example) implements StreamContent {}

    /** What customers did with products. */
    record Counts(IntervalCounts counts) implements StreamContent {}

    /** Nothing but the time that the record shows. */
    record Time() implements StreamContent {}
}
