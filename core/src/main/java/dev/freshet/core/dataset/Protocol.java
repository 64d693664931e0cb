package dev.freshet.core.dataset;

import dev.freshet.core.example.Example;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.Optional;

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

    /** The product statistics at the end of training, after {@link #finish}; empty for a protocol without live features. */
    Optional<StatisticsSnapshot> statistics();

    /** Counts of kept and dropped events, users and groups. */
    NamedCounts counts();

    /** Takes examples. */
    interface Sink {

        void accept(DatasetPart part, Example example);
    }
}
