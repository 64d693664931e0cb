package dev.freshet.trainer.online;

import dev.freshet.model.checkpoint.Block;
import dev.freshet.trainer.evaluation.CartCounts;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the trainer stands in the merged stream, beside its weights. What is here at a publication is all that a restart
 * needs to go on as if nothing had happened. Not thread-safe.
 */
final class StreamState {

    private static final long NEVER = Long.MIN_VALUE;

    final CartCounts carts;
    final MetricsAccumulator total;
    private final TreeMap<Integer, Long> offsets;
    private long mergedTime;
    private long version;

    /** Merged time at the last publication; before the first, time of the first record. */
    private long publishedAt;

    private StreamState(
            CartCounts carts, MetricsAccumulator total, Map<Integer, Long> offsets, long watermark, long version) {
        this.carts = carts;
        this.total = total;
        this.offsets = new TreeMap<>(offsets);
        this.mergedTime = watermark;
        this.publishedAt = watermark;
        this.version = version;
    }

    static StreamState initial(Duration recencyWindow) {
        return new StreamState(new CartCounts(recencyWindow), new MetricsAccumulator(), Map.of(), NEVER, -1);
    }

    /** The state at a publication. */
    static StreamState restore(
            Duration recencyWindow, List<Block> blocks, Map<Integer, Long> offsets, long watermark, long version) {
        CartCounts carts = new CartCounts(recencyWindow);
        MetricsAccumulator total = StateBlocks.decode(blocks, carts);
        return new StreamState(carts, total, offsets, watermark, version);
    }

    /** Moves merged time on to a record's. */
    void advance(long recordTime) {
        mergedTime = Math.max(mergedTime, recordTime);
        publishedAt = publishedAt == NEVER ? mergedTime : publishedAt;
        carts.fold(mergedTime);
    }

    /** The record at this offset is consumed. */
    void consumed(int partition, long offset) {
        offsets.put(partition, offset + 1);
    }

    /** Whether merged time has passed a multiple of the interval since the last publication. */
    boolean isDue(Duration interval) {
        return Math.floorDiv(mergedTime, interval.toMillis()) > Math.floorDiv(publishedAt, interval.toMillis());
    }

    void published(long newVersion) {
        version = newVersion;
        publishedAt = mergedTime;
    }

    /** Event time of the merged stream, epoch milliseconds UTC; {@link Long#MIN_VALUE} before the first record. */
    long mergedTime() {
        return mergedTime;
    }

    /** The last published version; -1 before the first. */
    long version() {
        return version;
    }

    /** Next offset to read, of each partition that had a record. */
    SortedMap<Integer, Long> offsets() {
        return new TreeMap<>(offsets);
    }
}
