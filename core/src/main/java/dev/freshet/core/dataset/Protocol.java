package dev.freshet.core.dataset;

import dev.freshet.core.example.Example;

/** How a log becomes examples. Takes every event once, in order of time and arrival; then gives the examples. */
public interface Protocol {

    /** The next event, no earlier than the one before. */
    void add(LogEvent event);

    /**
     * The examples, customers in order of id. Called once, after the last event.
     *
     * @throws IllegalArgumentException when a rule of the protocol refuses the log
     */
    void finish(Sink sink);

    /** What became of events, users and groups. */
    NamedCounts counts();

    /** Takes examples. */
    interface Sink {

        void accept(DatasetPart part, Example example);
    }
}
