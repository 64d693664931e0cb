package dev.freshet.model.file;

import dev.freshet.core.statistics.LatestChange;
import dev.freshet.core.statistics.StatisticsSnapshot;

/**
 * The product statistics of a model file.
 *
 * @param until they count the records of training-examples of this time and earlier ones, epoch milliseconds UTC
 * @param snapshot the statistics
 */
public record SavedStatistics(long until, StatisticsSnapshot snapshot) {

    /**
     * Those of a published version. A version may be published before the records of its watermark are counted or after; whether
     * they are shows in the counts, since the intervals of all partitions end together.
     *
     * @param mergedTime at the publication, epoch milliseconds UTC
     */
    public static SavedStatistics published(long mergedTime, StatisticsSnapshot snapshot) {
        boolean counted = LatestChange.of(snapshot)
                .filter(latest -> latest.end() >= mergedTime)
                .isPresent();
        return new SavedStatistics(counted ? mergedTime : mergedTime - 1, snapshot);
    }
}
