package dev.freshet.modeltopic;

import dev.freshet.schemas.ModelBlock;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A block's name and content. The bytes are shared, not copied: nobody may write to them. */
public final class NamedBlock {

    /** The largest content of one record. */
    public static final int MAX_BYTES = 512 << 10;

    private final String name;
    private final byte[] data;
    private final long checksum;

    public NamedBlock(String name, byte[] data) {
        this.name = name;
        this.data = data;
        this.checksum = crc32c(data);
    }

    static NamedBlock of(ModelBlock block) {
        ByteBuffer buffer = block.getData();
        if (buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.remaining() == buffer.array().length) {
            return new NamedBlock(block.getBlock(), buffer.array());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new NamedBlock(block.getBlock(), copy);
    }

    public String name() {
        return name;
    }

    public byte[] data() {
        return data;
    }

    /** CRC-32C of the content. */
    public long checksum() {
        return checksum;
    }

    private static long crc32c(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data, 0, data.length);
        return crc.getValue();
    }
}
