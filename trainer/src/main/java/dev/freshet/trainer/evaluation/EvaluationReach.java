package dev.freshet.trainer.evaluation;

import dev.freshet.core.event.TimeSpan;

/**
 * How far back versions must be kept. A group is evaluated by the newest version from before its request, after the group's
 * window has closed and the merge of partitions has released its example.
 */
public final class EvaluationReach {

    /** Longest event time from the end of a group's window to its evaluation, milliseconds. */
    public static final long AFTER_WINDOW_MS = 90 * TimeSpan.MINUTE;

    /** The default of {@code groups.window}, a setting that a trainer does not read; milliseconds. */
    private static final long DEFAULT_WINDOW_MS = 30 * TimeSpan.MINUTE;

    private EvaluationReach() {}

    /** Whether the kept versions reach back far enough for groups of the default window. */
    public static boolean isCovered(long publishIntervalMs, int versionsKept) {
        return isCovered(publishIntervalMs, versionsKept, DEFAULT_WINDOW_MS);
    }

    /**
     * Whether the kept versions reach back far enough.
     *
     * @param publishIntervalMs event time between two versions
     * @param windowMs how long a group is open
     */
    public static boolean isCovered(long publishIntervalMs, int versionsKept, long windowMs) {
        return publishIntervalMs * versionsKept > windowMs + AFTER_WINDOW_MS;
    }
}
