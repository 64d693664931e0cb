package dev.freshet.audit;

/** Thrown when an audit cannot run; says why. It states nothing about the topics. */
public final class AuditRefusedException extends RuntimeException {

    /** Kinds of refusals, so that the caller can name the remedy. */
    public enum Reason {
        /** The listener stopped the audit. */
        STOPPED,
        /** No application of this id has processed anything. */
        UNKNOWN_APPLICATION,
        /** There is no example to audit. */
        NO_EXAMPLES,
        /** The chosen range of time is empty, or holds no example. */
        EMPTY_RANGE,
        /** Retention removed the first examples of the chosen range. */
        RANGE_TOO_EARLY,
        /** Retention removed records that the audit needs. */
        RECORDS_GONE
    }

    private final Reason reason;

    public AuditRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
