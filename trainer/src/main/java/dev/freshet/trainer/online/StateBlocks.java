package dev.freshet.trainer.online;

import dev.freshet.model.checkpoint.Block;
import dev.freshet.trainer.evaluation.CartCounts;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the trainer must remember beside model and optimizer, as blocks {@code online/0}, {@code online/1}, ...: a format
 * byte, the {@link MetricsAccumulator} since the beginning and the {@link CartCounts}, cut into pieces. Equal states give equal bytes.
 */
final class StateBlocks {

    private static final String PREFIX = "online/";
    private static final int FORMAT = 2;
    private static final int PIECE = 512 * 1024;

    private StateBlocks() {}

    static boolean owns(Block block) {
        return block.name().startsWith(PREFIX);
    }

    static List<Block> encode(MetricsAccumulator total, CartCounts carts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            total.write(out);
            carts.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] all = bytes.toByteArray();
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < all.length; from += PIECE) {
            blocks.add(new Block(
                    PREFIX + blocks.size(), Arrays.copyOfRange(all, from, Math.min(from + PIECE, all.length))));
        }
        return blocks;
    }

    /**
     * Reads the blocks, in order, into empty instances.
     *
     * @throws IllegalStateException when they are of another format or cut short
     */
    static MetricsAccumulator decode(List<Block> blocks, CartCounts carts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        blocks.forEach(b -> bytes.writeBytes(b.data()));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalStateException("trainer-state blocks " + PREFIX + "* have format " + format
                        + ", this version reads " + FORMAT + "; start with the version that wrote them");
            }
            MetricsAccumulator total = MetricsAccumulator.read(in);
            carts.read(in);
            return total;
        } catch (IOException e) {
            throw new IllegalStateException("trainer-state blocks " + PREFIX + "* are cut short", e);
        }
    }
}
