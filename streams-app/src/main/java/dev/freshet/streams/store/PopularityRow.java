package dev.freshet.streams.store;

import dev.freshet.core.count.DecayedCount;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Cart additions of a product. A row of eight bytes, from a release whose counts did not decay, holds only the count.
 *
 * @param count at a time, decayed
 * @param time of the count, epoch milliseconds; {@link #UNKNOWN} in a row of eight bytes
 * @param level of the product in {@link PopularProducts}; {@link #UNKNOWN} when it is not there
 */
public record PopularityRow(double count, long time, long level) {

    /** In a row of eight bytes: a time or level that it does not have. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** Reads both forms of a row, and writes the longer one. */
    public static final Serde<PopularityRow> SERDE =
            Serdes.serdeFrom((store, row) -> row == null ? null : row.bytes(), PopularityRow::read);

    static PopularityRow of(DecayedCount count, long level) {
        return new PopularityRow(count.count(), count.time(), level);
    }

    boolean isListed() {
        return level != UNKNOWN;
    }

    /** The count; one without a time counts as of the given time, epoch milliseconds. */
    DecayedCount decayed(long now) {
        return new DecayedCount(count, time == UNKNOWN ? now : time);
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(Double.BYTES + 2 * Long.BYTES)
                .putDouble(count)
                .putLong(time)
                .putLong(level)
                .array();
    }

    private static PopularityRow read(String store, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return switch (bytes.length) {
            case Long.BYTES -> new PopularityRow(in.getLong(), UNKNOWN, UNKNOWN);
            case Double.BYTES + 2 * Long.BYTES -> new PopularityRow(in.getDouble(), in.getLong(), in.getLong());
            default ->
                throw new StoreFormatException("a PopularityRow in " + store + " has " + bytes.length
                        + " bytes, this version reads 8 or 24; " + StoreFormatException.REMEDY);
        };
    }
}
