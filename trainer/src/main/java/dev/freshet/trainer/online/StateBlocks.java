package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.serde.RecordTypes;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerSettings;
import dev.freshet.trainer.state.TrainerStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * The {@link TrainerStatistics} as blocks {@code online/0}, {@code online/1}, ...: Avro's single-object encoding (two
 * bytes {@code C3 01}, the fingerprint of the writer's schema, the record), cut into pieces.
 */
final class StateBlocks {

    private static final String PREFIX = "online/";

    /** Reads what this release and earlier ones write. */
    private static final BinaryMessageDecoder<TrainerStatistics> DECODER = decoder();

    private StateBlocks() {}

    static boolean owns(Block block) {
        return block.name().startsWith(PREFIX);
    }

    static List<Block> encode(TrainerStatistics statistics) {
        byte[] all;
        try {
            ByteBuffer buffer = statistics.toByteBuffer();
            all = new byte[buffer.remaining()];
            buffer.get(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < all.length; from += Block.MAX_BYTES) {
            blocks.add(new Block(
                    PREFIX + blocks.size(),
                    Arrays.copyOfRange(all, from, Math.min(from + Block.MAX_BYTES, all.length))));
        }
        return blocks;
    }

    /**
     * Reads those of the blocks that are its own, in order.
     *
     * @param conversion converts the record; throws IllegalArgumentException for one that it cannot convert
     * @throws TrainerFailedException when this version of Freshet cannot read them
     */
    static <T> T decode(List<Block> blocks, Function<TrainerStatistics, T> conversion) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        blocks.stream().filter(StateBlocks::owns).forEach(block -> joined.writeBytes(block.data()));
        byte[] all = joined.toByteArray();
        RecordTypes.trust();
        try {
            return conversion.apply(
                    all.length > 0 && all[0] == StatisticsFormat2.FIRST_BYTE
                            ? StatisticsFormat2.read(all)
                            : DECODER.decode(ByteBuffer.wrap(all)));
        } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
            throw new TrainerFailedException(
                    "blocks " + PREFIX + "* of topic trainer-state (" + all.length + " bytes, beginning "
                            + beginning(all) + ") are cut short or in a format that this version of Freshet does not"
                            + " read: " + e
                            + ". Start the trainer of the version that wrote them, or train under a new "
                            + TrainerSettings.MODEL_NAME + "; " + TrainerSettings.MODEL_INIT
                            + " takes over the weights of a file",
                    e);
        }
    }

    private static BinaryMessageDecoder<TrainerStatistics> decoder() {
        BinaryMessageDecoder<TrainerStatistics> decoder = TrainerStatistics.getDecoder();
        for (String earlier : List.of("TrainerStatistics-1.avsc", "TrainerStatistics-2.avsc")) {
            try (InputStream schema = TrainerStatistics.class.getResourceAsStream(earlier)) {
                decoder.addSchema(new Schema.Parser().parse(schema));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return decoder;
    }

    private static String beginning(byte[] all) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(2, all.length); i++) {
            hex.append(String.format("%02X ", all[i]));
        }
        return hex.toString().strip();
    }
}
