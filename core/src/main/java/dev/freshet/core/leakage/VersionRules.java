package dev.freshet.core.leakage;

import dev.freshet.core.leakage.LeakageViolation.Leak;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * No group is evaluated by a version younger than its request: the version's watermark is at or before the request's
 * time. Not thread-safe.
 */
public final class VersionRules {

    private final Map<Long, Long> watermarks = new HashMap<>();

    /** Takes a version and the event time at which it was published, epoch milliseconds UTC. */
    public void published(long version, long watermark) {
        watermarks.putIfAbsent(version, watermark);
    }

    /**
     * Checks a version that evaluated groups.
     *
     * @param offset of the record that names the version
     * @param earliestRequest the smallest timestamp of the requests that it evaluated, epoch milliseconds UTC
     */
    public Optional<LeakageViolation> check(long offset, long version, long earliestRequest) {
        Long watermark = watermarks.get(version);
        if (watermark == null) {
            return violation(
                    offset, "version " + version + " evaluated groups, and no record says when it was published");
        }
        return watermark <= earliestRequest
                ? Optional.empty()
                : violation(
                        offset,
                        "version " + version + ", published at " + watermark + ", evaluated a request at "
                                + earliestRequest + ", " + (watermark - earliestRequest) + " ms before");
    }

    private static Optional<LeakageViolation> violation(long offset, String detail) {
        return Optional.of(new LeakageViolation(offset, null, null, Leak.YOUNG_VERSION, detail));
    }
}
