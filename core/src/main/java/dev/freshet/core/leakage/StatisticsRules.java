package dev.freshet.core.leakage;

import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.statistics.LatestChange;
import dev.freshet.core.statistics.StatisticsDifference;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The statistics of a version hold no event at its watermark or later, since the version serves requests from then on. They
 * are what the examples before its offsets give, in merged order.
 *
 * @param manifest offset of the version's manifest
 * @param version the version
 * @param watermark of the version, epoch milliseconds
 * @param offsets of training-examples up to which the version has trained, by partition
 */
public record StatisticsRules(long manifest, long version, long watermark, SortedMap<Integer, Long> offsets) {

    /**
     * The violation of statistics that nothing can be compared with.
     *
     * @param held by the version
     */
    public Optional<LeakageViolation> check(StatisticsSnapshot held) {
        return future(held).map(why -> violation(Leak.STATISTICS_FUTURE, why));
    }

    /**
     * The violation of statistics.
     *
     * @param held by the version
     * @param derived from the examples before the version's offsets
     */
    public Optional<LeakageViolation> check(StatisticsSnapshot held, StatisticsSnapshot derived) {
        Optional<String> difference = StatisticsDifference.first(held, derived)
                .map(each -> each + ", which the examples before offsets " + offsets + " give");
        return future(held)
                .map(why -> violation(
                        Leak.STATISTICS_FUTURE,
                        why + difference.map(each -> "; " + each).orElse("")))
                .or(() -> difference.map(this::differ));
    }

    /** The violation of statistics that cannot come from examples. */
    public LeakageViolation differ(String why) {
        return violation(Leak.STATISTICS_DIFFER, why);
    }

    private Optional<String> future(StatisticsSnapshot held) {
        return LatestChange.of(held)
                .filter(latest -> latest.end() > watermark)
                .map(latest -> latest.where() + " has events up to " + latest.end() + ", " + (latest.end() - watermark)
                        + " ms past the watermark");
    }

    private LeakageViolation violation(Leak leak, String why) {
        return new LeakageViolation(
                manifest, null, null, leak, "version " + version + ", watermark " + watermark + ": " + why);
    }
}
