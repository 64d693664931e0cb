package dev.freshet.trainer.offline;

import dev.freshet.core.block.Block;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.TensorFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Blocks and texts in one safetensors file. Each block is a tensor of bytes under its name; the texts are metadata.
 * Blocks carry their own checksums.
 *
 * @param metadata texts by name
 * @param blocks in order
 */
record BlockFile(Map<String, String> metadata, List<Block> blocks) {

    private static final String BYTES = "U8";

    BlockFile {
        blocks = List.copyOf(blocks);
    }

    /** Replaces the file, whole or not at all. */
    void write(Path file) {
        List<TensorFile.Entry> entries = blocks.stream()
                .map(block -> new TensorFile.Entry(block.name(), BYTES, List.of(block.data().length), block.data()))
                .toList();
        new TensorFile(metadata, entries).write(file);
    }

    /** @throws RefusedException naming the file when it is missing, cut short, too long or of another kind */
    static BlockFile read(Path file) {
        TensorFile stored = TensorFile.read(file);
        return new BlockFile(
                stored.metadata(),
                stored.entries().stream().map(entry -> block(entry, file)).toList());
    }

    private static Block block(TensorFile.Entry entry, Path file) {
        if (!entry.dtype().equals(BYTES) || entry.data().length > Block.MAX_BYTES) {
            throw new RefusedException(file + " is no checkpoint of freshet: tensor " + entry.name() + " is "
                    + entry.dtype() + " of " + entry.data().length + " bytes");
        }
        return new Block(entry.name(), entry.data());
    }
}
