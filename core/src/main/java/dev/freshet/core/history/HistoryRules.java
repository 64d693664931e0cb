package dev.freshet.core.history;

import dev.freshet.core.event.TimeSpan;

/**
 * How much of a customer's history is kept, and how much a window shows.
 *
 * @param length maximum number of events of a window
 * @param slide stride of a window's start, at most {@code length}
 * @param chunkSize events in one stored row
 * @param retentionMs events at most this much older than the watermark are kept, however many there are
 * @param cap maximum number of events kept, which bounds the history of a robot; a multiple of {@code chunkSize}
 */
public record HistoryRules(int length, int slide, int chunkSize, long retentionMs, int cap) {

    public static final HistoryRules DEFAULT = new HistoryRules(512, 64, 32, 32 * TimeSpan.DAY, 4096);

    public HistoryRules {
        if (length < 1 || slide < 1 || slide > length) {
            throw new IllegalArgumentException("history.slide must be between 1 and history.length: " + slide);
        }
        if (chunkSize < 1 || cap < length + chunkSize) {
            throw new IllegalArgumentException("history.cap must be at least history.length + history.chunk.size");
        }
    }

    /**
     * Index of a window's first event, of n events in order: 0 up to {@code length} events, then the smallest multiple
     * of {@code slide} that leaves at most {@code length}. The index does not change for {@code slide} events, so that
     * values computed for its positions stay valid.
     */
    public long windowStart(long n) {
        long excess = n - length;
        return excess <= 0 ? 0 : (excess + slide - 1) / slide * slide;
    }

    /**
     * The smallest sequence at which a history may begin: a whole number of rows and of strides, so that its windows are
     * those of a history that begins at 0.
     *
     * @param least the sequence is at least this
     * @param rowSize events in one stored row of this history
     */
    public long beginning(long least, int rowSize) {
        long unit = (long) rowSize * slide / greatestCommonDivisor(rowSize, slide);
        return (least + unit - 1) / unit * unit;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
