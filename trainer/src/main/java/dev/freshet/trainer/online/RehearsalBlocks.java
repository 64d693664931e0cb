package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.serde.RecordTypes;
import dev.freshet.trainer.state.RehearsalBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.AvroRuntimeException;

/**
 * Groups kept for rehearsal as blocks {@code rehearsal/0}, {@code rehearsal/1}, ... of 32 groups. The block of groups that stay is
 * the same, so that a publication does not write it again.
 */
final class RehearsalBlocks {

    static final int GROUPS = 32;

    /** Products of a group that is kept: so many times 68 bytes fit a block {@link #GROUPS} times. */
    static final int MOST_PRODUCTS = 200;

    private static final String PREFIX = "rehearsal/";

    private RehearsalBlocks() {}

    static boolean owns(Block block) {
        return block.name().startsWith(PREFIX);
    }

    /** @param number of the block */
    static Block encode(int number, List<RehearsalGroup> groups) {
        try {
            ByteBuffer buffer = new RehearsalBlock(
                            groups.stream().map(RehearsalGroup::record).toList())
                    .toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return new Block(PREFIX + number, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming a block that is damaged */
    static List<RehearsalGroup> decode(Block block) {
        RecordTypes.trust();
        try {
            return RehearsalBlock.fromByteBuffer(ByteBuffer.wrap(block.data())).getGroups().stream()
                    .map(RehearsalGroup::of)
                    .toList();
        } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("block " + block.name() + ": " + e, e);
        }
    }
}
