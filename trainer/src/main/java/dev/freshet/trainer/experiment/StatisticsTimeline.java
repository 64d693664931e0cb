package dev.freshet.trainer.experiment;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.LiveStatistics;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.time.Duration;
import java.util.TreeMap;

/**
 * The product statistics of the last day or two, as they were at each interval; of old ones one in ten minutes is kept. Not
 * thread-safe.
 */
final class StatisticsTimeline {

    private static final long THINNED = Duration.ofMinutes(10).toMillis();

    private final LiveStatistics statistics;
    private final long interval;
    private final long recent;
    private final long reach;
    private final TreeMap<Long, StatisticsSnapshot> snapshots = new TreeMap<>();
    private long thinnedTo = Long.MIN_VALUE;

    /**
     * @param interval of the snapshots
     * @param recent how far back each of them is kept
     * @param reach how far back one in ten minutes is kept
     */
    StatisticsTimeline(StatisticsLimits limits, Duration interval, Duration recent, Duration reach) {
        statistics = new LiveStatistics(limits, StatisticsSnapshot.EMPTY);
        this.interval = interval.toMillis();
        this.recent = recent.toMillis();
        this.reach = reach.toMillis();
    }

    /**
     * Called before the record of a time is added. The snapshot of a multiple of the interval holds the records of times up to
     * it.
     */
    void advance(long recordTime) {
        long boundary = Math.floorDiv(recordTime - 1, interval) * interval;
        if (snapshots.isEmpty() || boundary > snapshots.lastKey()) {
            snapshots.put(boundary, statistics.snapshot());
            thin(boundary);
        }
    }

    private void thin(long newest) {
        Long key = snapshots.higherKey(thinnedTo);
        while (key != null && key < newest - recent) {
            Long before = snapshots.lowerKey(key);
            if (before != null && Math.floorDiv(before, THINNED) == Math.floorDiv(key, THINNED)) {
                snapshots.remove(key);
            }
            thinnedTo = key;
            key = snapshots.higherKey(key);
        }
        Long oldest = snapshots.floorKey(newest - reach);
        if (oldest != null) {
            snapshots.headMap(oldest).clear();
        }
    }

    void count(IntervalCounts counts) {
        statistics.count(counts);
    }

    void count(Example example) {
        statistics.count(example);
    }

    /** The newest snapshot of a time or before it, epoch milliseconds; empty statistics when there is none. */
    StatisticsSnapshot at(long time) {
        var snapshot = snapshots.floorEntry(time);
        return snapshot == null ? StatisticsSnapshot.EMPTY : snapshot.getValue();
    }
}
