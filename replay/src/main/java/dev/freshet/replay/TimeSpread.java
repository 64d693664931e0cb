package dev.freshet.replay;

import dev.freshet.core.event.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts a log's rows by day. A few rows far from all others have wrong times; if they were sent, they would advance
 * the watermark past everything in between.
 */
final class TimeSpread {

    /** A smaller part is accepted if its rows less one are at least the largest part's rows divided by this number. */
    private static final int SHARE = 100;

    /** If the largest part has fewer rows than this, every part is accepted. */
    private static final int QUORUM = 10;

    private final TreeMap<Long, Part> days = new TreeMap<>();

    void add(long time) {
        Part one = new Part(time, time, 1);
        days.merge(Math.floorDiv(time, TimeSpan.DAY), one, Part::plus);
    }

    /**
     * The range from the first to the last accepted part; gaps divide a log into parts.
     *
     * @param gapMs minimum gap between two parts, milliseconds
     */
    TimeRange range(long gapMs) {
        List<Part> parts = new ArrayList<>();
        for (Part day : days.values()) {
            Part before = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            if (before != null && day.first - before.last < gapMs) {
                parts.set(parts.size() - 1, before.plus(day));
            } else {
                parts.add(day);
            }
        }
        long largest = parts.stream().mapToLong(Part::rows).max().orElse(0);
        List<Part> accepted = parts.stream()
                .filter(part -> largest < QUORUM || part.rows == largest || (part.rows - 1) * SHARE >= largest)
                .sorted(Comparator.comparingLong(Part::first))
                .toList();
        return accepted.isEmpty()
                ? new TimeRange(Long.MAX_VALUE, Long.MIN_VALUE)
                : new TimeRange(accepted.get(0).first, accepted.get(accepted.size() - 1).last);
    }

    /** Number of rows outside of a range from {@link #range}. */
    long outside(TimeRange range) {
        return days.values().stream()
                .filter(day -> !range.contains(day.first))
                .mapToLong(Part::rows)
                .sum();
    }

    private record Part(long first, long last, long rows) {

        Part plus(Part other) {
            return new Part(Math.min(first, other.first), Math.max(last, other.last), rows + other.rows);
        }
    }
}
