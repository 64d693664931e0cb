package dev.freshet.core.block;

import java.util.zip.CRC32C;

/**
 * A named piece of a model or of its trainer's state, small enough for one record of a log.
 *
 * @param name of the piece, the same in every version
 * @param data at most {@link #MAX_BYTES} bytes in the piece's own format; shared, not copied, so nobody may modify them
 */
@SuppressWarnings("ArrayRecordComponent") // no caller compares blocks by content
public record Block(String name, byte[] data) {

    /** The largest content of one block: 512 KiB. */
    public static final int MAX_BYTES = 512 << 10;

    public Block {
        if (data.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "block " + name + " has " + data.length + " bytes; a block holds at most " + MAX_BYTES);
        }
    }

    /** CRC-32C of the data, computed at each call. */
    public long checksum() {
        CRC32C crc = new CRC32C();
        crc.update(data, 0, data.length);
        return crc.getValue();
    }
}
