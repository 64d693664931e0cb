package dev.freshet.core.leakage;

/**
 * A rule broken by a record.
 *
 * @param offset of the record in its partition
 * @param userId the customer; null when no customer is concerned
 * @param requestId the request that sees too much; null when no request is concerned
 * @param leak its kind
 * @param detail what was found
 */
public record LeakageViolation(long offset, String userId, String requestId, Leak leak, String detail) {

    /** Kinds of leaks. */
    public enum Leak {
        /** An event at or after the request's time, or younger than its delay allows. */
        PAST_ITS_TIME,
        /** An event of the request itself. */
        OWN_REQUEST,
        /** An event that reached the log after the request. */
        ARRIVED_LATER,
        /** An event that the log does not hold, or holds fewer times. */
        NOT_IN_LOG,
        /** A group whose request the log does not hold. */
        UNKNOWN_REQUEST,
        /** A history that is not in order, or a part that points beyond it. */
        OUT_OF_ORDER,
        /** A target written before a group that it labels. */
        EARLY_TARGET,
        /** A target of a held-out request that is not marked as held out, so that the model trains on it. */
        HELD_OUT_TARGET,
        /** Counts of products with an event that the log does not have in their interval. */
        COUNTED_EARLY,
        /** Statistics of a version with an event at or after the version's watermark. */
        STATISTICS_FUTURE,
        /** Statistics of a version that the examples before its offsets do not give. */
        STATISTICS_DIFFER,
        /** A group evaluated by a version that was not yet published, or by an unknown one. */
        YOUNG_VERSION
    }
}
