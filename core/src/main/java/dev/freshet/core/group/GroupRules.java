package dev.freshet.core.group;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.hash.Hash64;
import dev.freshet.core.history.RequestMarks;
import java.util.Set;

/**
 * When request groups close, and which are trained on.
 *
 * @param windowMs a group closes when the watermark has passed its date by more than this
 * @param lateHorizonMs a closed group is remembered this long, so that later arrivals count as late and do not open it
 *     again
 * @param minItems minimum number of distinct products of a valid group
 * @param maxItems maximum number of distinct products of a group; bounds the groups of a robot
 * @param excludedSources sources whose impressions and cart additions form no groups
 * @param holdout fraction of groups that are evaluated and never trained on
 * @param seed of the holdout's hash
 */
public record GroupRules(
        long windowMs,
        long lateHorizonMs,
        int minItems,
        int maxItems,
        Set<String> excludedSources,
        double holdout,
        long seed) {

    public static final GroupRules DEFAULT =
            new GroupRules(30 * TimeSpan.MINUTE, TimeSpan.DAY, 10, 1000, Set.of(), 0.02, 1);

    public GroupRules {
        excludedSources = Set.copyOf(excludedSources);
    }

    /** Whether an action from a source takes part in request groups. */
    public boolean collects(Action action, String sourceType) {
        return (action == Action.VIEW || action == Action.CART_UPDATE)
                && (sourceType == null || !excludedSources.contains(sourceType));
    }

    /**
     * Whether a group, and each event of its request, is excluded from training, by a hash of its identity.
     *
     * @param requestHash {@link RequestMarks#hash} of the request; with 0 nothing is excluded
     */
    public boolean isHoldout(String userId, int requestHash) {
        return requestHash != 0
                && Hash64.seeded(seed)
                                .add("holdout")
                                .add(userId)
                                .add(requestHash)
                                .unit()
                        < holdout;
    }
}
