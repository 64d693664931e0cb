package dev.freshet.streams.store;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.rows.WaitingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Names and rows of the changelogs that audits read. */
public final class Changelogs {

    private static final RowSerde<WaitingRequest> WAITING =
            new RowSerde<>(WaitingRequest.class, WaitingRequest.getClassSchema());

    private Changelogs() {}

    /**
     * Topic of the balance: a string key, the name of a {@link TaskCounter}, and its value, a long; one partition a
     * task.
     */
    public static String balance(String applicationId) {
        return of(applicationId, StoreNames.TASK);
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
