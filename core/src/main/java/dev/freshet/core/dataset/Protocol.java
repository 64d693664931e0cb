package dev.freshet.core.dataset;

import dev.freshet.core.example.Example;

/** Builds examples from a log. Takes every event once, in order of time and arrival, then returns the examples. */
public interface Protocol {

    /** The next event, no earlier than the one before. */
    void add(LogEvent event);

    /**
     * The examples, customers in order of id. Called once, after the last event.
     *
     * @throws IllegalArgumentException when the log breaks a rule of the protocol
     */
    void finish(Sink sink);

    /** Counts of kept and dropped events, users and groups. */
    NamedCounts counts();

    /** Takes examples. */
    interface Sink {

        void accept(DatasetPart part, Example example);
    }
}
