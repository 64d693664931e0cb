package dev.freshet.streams.store;

import dev.freshet.schemas.RejectReason;

/**
 * Names of a task's counters, which are committed in the transaction of the counted records. The balance of events is
 * {@code in = accepted + sum of rejected + late + duplicate + dead-lettered + waiting + queued}; that of requests
 * {@code requests in = answered + waiting + sum of requests rejected + requests dead-lettered}.
 */
public final class TaskCounter {

    public static final String EVENTS_IN = "events.in";
    public static final String ACCEPTED = "events.accepted";
    public static final String LATE = "events.late";
    public static final String DUPLICATE = "events.duplicate";
    public static final String DEAD_LETTERED = "events.dead-lettered";
    public static final String REJECTED_PREFIX = "events.rejected.";
    /** Events ahead of the watermark, until they are applied. */
    public static final String WAITING = "events.waiting";
    /** Events that wait until the records before them are applied. */
    public static final String QUEUED = "events.queued";
    /** Ticks that wait with them. */
    public static final String TICKS_QUEUED = "ticks.queued";

    public static final String TICKS = "ticks";

    /** Event ids that were not remembered because their customer had used {@code events.dedup.max} others. */
    public static final String EVENT_IDS_NOT_KEPT = "event-ids.not-kept";

    /** Histories that ended because nothing had been added for {@code customers.retention}. */
    public static final String CUSTOMERS_LEFT = "customers.left";
    /** Customers of whom nothing is left, not even the next sequence. */
    public static final String CUSTOMERS_FORGOTTEN = "customers.forgotten";

    public static final String GROUPS_OPENED = "groups.opened";
    public static final String GROUPS_VALID = "groups.valid";
    public static final String GROUPS_TOO_SMALL = "groups.too-small";
    public static final String GROUPS_ONE_CLASS = "groups.one-class";
    public static final String GROUPS_HOLDOUT = "groups.holdout";
    /** Cart additions that arrived after their group had closed; the history still gets them. */
    public static final String LATE_LABEL = "groups.late-label";
    /** Impressions that arrived after their group had closed; each is a late event. */
    public static final String LATE_IMPRESSION = "groups.late-impression";

    public static final String EXAMPLE_GROUPS = "examples.groups";
    public static final String EXAMPLE_TARGETS = "examples.targets";
    /** Targets that were never emitted because the customer's history dropped the events at its cap. */
    public static final String TARGETS_DROPPED = "examples.targets-dropped";

    public static final String REQUESTS_IN = "requests.in";
    public static final String REQUESTS_ANSWERED = "requests.answered";
    public static final String REQUESTS_COLD = "requests.cold";
    public static final String REQUESTS_WITHOUT_MODEL = "requests.without-model";
    /** Requests that the model failed to score; popularity answered them. */
    public static final String REQUESTS_SCORING_FAILED = "requests.scoring-failed";

    /** Requests past {@code requests.deadline}; popularity answered them. */
    public static final String REQUESTS_PAST_DEADLINE = "requests.past-deadline";

    public static final String REQUESTS_DEAD_LETTERED = "requests.dead-lettered";
    public static final String REQUESTS_REJECTED_PREFIX = "requests.rejected.";

    private TaskCounter() {}

    public static String rejected(RejectReason reason) {
        return REJECTED_PREFIX + reason;
    }

    public static String requestRejected(RejectReason reason) {
        return REQUESTS_REJECTED_PREFIX + reason;
    }
}
