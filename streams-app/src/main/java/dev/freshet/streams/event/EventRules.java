package dev.freshet.streams.event;

import dev.freshet.core.event.PlausibleTime;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import java.util.Optional;

/** Rules that a record must satisfy by itself, regardless of earlier records. Pure. */
public final class EventRules {

    private final int maxIdLength;
    private final int maxCandidates;
    private final PartitionCheck partitions;

    public EventRules(int maxIdLength, int maxCandidates, PartitionCheck partitions) {
        this.maxIdLength = maxIdLength;
        this.maxCandidates = maxCandidates;
        this.partitions = partitions;
    }

    /** The first rule that an event breaks. */
    Optional<Rejection> check(UserEvent event, byte[] key, int partition) {
        return id(event.getUserId(), "user_id", RejectReason.EMPTY_USER_ID)
                .or(() -> id(event.getProductId(), "product_id", RejectReason.EMPTY_PRODUCT_ID))
                .or(() -> event.getRequestId() == null
                        ? Optional.empty()
                        : id(event.getRequestId(), "request_id", RejectReason.EMPTY_REQUEST_ID))
                .or(() -> event.getEventId() == null ? Optional.empty() : length(event.getEventId(), "event_id"))
                .or(() ->
                        event.getSourceType() == null ? Optional.empty() : length(event.getSourceType(), "source_type"))
                .or(() -> event.getActionType() == ActionType.UNKNOWN
                        ? broken(RejectReason.UNKNOWN_ACTION, "this version does not know its action_type")
                        : Optional.empty())
                .or(() -> time(event.getTimestamp()))
                .or(() -> partitions.check(key, event.getUserId(), partition));
    }

    /** The first rule that a score request breaks. */
    public Optional<Rejection> check(ScoreRequest request, byte[] key, int partition) {
        return id(request.getUserId(), "user_id", RejectReason.EMPTY_USER_ID)
                .or(() -> id(request.getRequestId(), "request_id", RejectReason.EMPTY_REQUEST_ID))
                .or(() -> request.getSourceType() == null
                        ? Optional.empty()
                        : length(request.getSourceType(), "source_type"))
                .or(() -> candidates(request))
                .or(() -> time(request.getTimestamp()))
                .or(() -> partitions.check(key, request.getUserId(), partition));
    }

    /** The rule that a tick breaks; only its time is checked. */
    Optional<Rejection> check(Tick tick) {
        return time(tick.getTimestamp());
    }

    private Optional<Rejection> candidates(ScoreRequest request) {
        Integer topK = request.getTopK();
        int n = request.getCandidates().size();
        if (topK != null && (topK < 1 || topK > maxCandidates)) {
            return broken(
                    RejectReason.BAD_TOP_K,
                    "top_k is " + topK + "; it must be from 1 to requests.max.candidates (" + maxCandidates
                            + "), or null for every candidate");
        }
        if (n == 0 && topK == null) {
            return broken(
                    RejectReason.NO_CANDIDATES, "neither candidates nor top_k; list products to rank, or give a top_k");
        }
        if (n > maxCandidates) {
            return broken(
                    RejectReason.TOO_MANY_CANDIDATES,
                    n + " candidates, requests.max.candidates is " + maxCandidates
                            + "; send fewer, or no candidates and a top_k");
        }
        for (String candidate : request.getCandidates()) {
            Optional<Rejection> broken = id(candidate, "a candidate", RejectReason.EMPTY_CANDIDATE);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<Rejection> id(String id, String field, RejectReason whenEmpty) {
        return id.isEmpty() ? broken(whenEmpty, field + " is empty") : length(id, field);
    }

    private Optional<Rejection> length(String id, String field) {
        return id.length() <= maxIdLength
                ? Optional.empty()
                : broken(
                        RejectReason.ID_TOO_LONG,
                        field + " has " + id.length() + " characters, ids.max.length is " + maxIdLength);
    }

    private static Optional<Rejection> time(long timestamp) {
        if (PlausibleTime.contains(timestamp)) {
            return Optional.empty();
        }
        String guess = timestamp > 0 && PlausibleTime.contains(timestamp * 1000)
                ? "; it looks like seconds"
                : PlausibleTime.contains(timestamp / 1000) ? "; it looks like microseconds" : "";
        return broken(
                RejectReason.TIME_UNIT,
                "timestamp " + timestamp + " is not in epoch milliseconds between 2000 and 2100" + guess);
    }

    private static Optional<Rejection> broken(RejectReason reason, String detail) {
        return Optional.of(new Rejection(reason, detail));
    }
}
