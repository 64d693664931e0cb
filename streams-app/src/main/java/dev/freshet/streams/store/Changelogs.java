package dev.freshet.streams.store;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.streams.rows.WaitingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What an audit may know of the topics in which Kafka Streams keeps an application's state. */
public final class Changelogs {

    private static final RowSerde<WaitingRequest> WAITING =
            new RowSerde<>(WaitingRequest.class, WaitingRequest.getClassSchema());

    private Changelogs() {}

    /** Topic of the balance: by name of a {@link TaskCounter} (a string) its value (a long), one partition for each task. */
    public static String balance(String applicationId) {
        return of(applicationId, StoreNames.TASK);
    }

    /** Topic of the requests that wait for their turn; see {@link #waitingRequest}. */
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
