package dev.freshet.replay;

import dev.freshet.core.event.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * How a log's rows lie in time, day by day. A few rows far from all others have a wrong clock: let through, they would
 * move the watermark over everything in between.
 */
final class TimeSpread {

    /** A part of a log is believed if it is the largest, or has more than one row for each hundred of the largest. */
    private static final int SHARE = 100;

    /** A largest part of fewer rows than this convicts nobody. */
    private static final int QUORUM = 10;

    private final TreeMap<Long, Part> days = new TreeMap<>();

    void add(long time) {
        Part one = new Part(time, time, 1);
        days.merge(Math.floorDiv(time, TimeSpan.DAY), one, Part::plus);
    }

    /**
     * From the first to the last part that is believed; parts are divided by gaps.
     *
     * @param gapMs least time without rows between two parts, milliseconds
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
        List<Part> believed = parts.stream()
                .filter(part -> largest < QUORUM || part.rows == largest || (part.rows - 1) * SHARE >= largest)
                .sorted(Comparator.comparingLong(Part::first))
                .toList();
        return believed.isEmpty()
                ? new TimeRange(Long.MAX_VALUE, Long.MIN_VALUE)
                : new TimeRange(believed.get(0).first, believed.get(believed.size() - 1).last);
    }

    /** Rows outside of a range that {@link #range} gave. */
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
