package dev.freshet.streams.store;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.rows.WaitingEvent;
import dev.freshet.streams.rows.WaitingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Names and rows of the changelogs that audits read. */
public final class Changelogs {

    private static final RowSerde<WaitingRequest> WAITING =
            new RowSerde<>(WaitingRequest.class, WaitingRequest.getClassSchema());

    private static final RowSerde<WaitingEvent> WAITING_EVENTS =
            new RowSerde<>(WaitingEvent.class, WaitingEvent.getClassSchema());

    private Changelogs() {}

    /**
     * Topic of the balance: a string key, the name of a {@link TaskCounter}, and its value, a long; one partition a
     * task.
     */
    public static String balance(String applicationId) {
        return of(applicationId, StoreNames.TASK);
    }

    /** The changelogs of all stores. */
    public static List<String> all(String applicationId) {
        return StoreNames.ALL.stream().map(store -> of(applicationId, store)).toList();
    }

    /** Topic of the events that are not applied yet; see {@link #isEvent}. */
    public static String waitingEvents(String applicationId) {
        return of(applicationId, StoreNames.WAITING_EVENTS);
    }

    /** Whether a row of {@link #waitingEvents} holds an event, not a tick. */
    public static boolean isEvent(byte[] row) {
        return WAITING_EVENTS
                        .deserializer()
                        .deserialize(StoreNames.WAITING_EVENTS, row)
                        .getEvent()
                != null;
    }

    /** Topic of the waiting requests; see {@link #waitingRequest}. */
    public static String waitingRequests(String applicationId) {
        return of(applicationId, StoreNames.WAITING);
    }

    /** The request in a row of {@link #waitingRequests}. */
    public static ScoreRequest waitingRequest(byte[] row) {
        try {
            return ScoreRequest.fromByteBuffer(
                    WAITING.deserializer().deserialize(StoreNames.WAITING, row).getRequest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String of(String applicationId, String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
