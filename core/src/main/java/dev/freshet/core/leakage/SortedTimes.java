package dev.freshet.core.leakage;

import java.util.Arrays;

/** Times, epoch milliseconds, in eight bytes each. Not thread-safe. */
final class SortedTimes {

    private long[] times = new long[4];
    private int size;
    private boolean sorted = true;

    void add(long time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
        }
        sorted &= size == 0 || times[size - 1] <= time;
        times[size++] = time;
    }

    /** The number of times from one, inclusive, to another. */
    int between(long from, long to) {
        if (!sorted) {
            Arrays.sort(times, 0, size);
            sorted = true;
        }
        return below(to) - below(from);
    }

    private int below(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
