package dev.freshet.model.checkpoint;

import dev.freshet.core.block.Block;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The block {@code config}: int32 dim, heads, layers, maxLength; int64 seed; int64 steps; int32 rows of the item table;
 * int32 rows of the context table. With a feature term also int32 its kind and int64
 * {@link PageFeatures#fingerprint}. Dropout is not part of it: it belongs to training alone.
 *
 * @param config with dropout 0
 * @param steps optimizer steps taken
 * @param items rows of the item table in use
 * @param contexts rows of the context table in use
 */
public record CheckpointHeader(ModelConfig config, long steps, int items, int contexts) {

    private static final String NAME = "config";
    private static final int BYTES = 7 * Integer.BYTES + 3 * Long.BYTES;
    private static final TermKind[] KINDS = TermKind.values();

    public void write(List<Block> blocks) {
        ByteBuffer body = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(config.dim()).putInt(config.heads()).putInt(config.layers()).putInt(config.maxLength());
        body.putLong(config.seed()).putLong(steps).putInt(items).putInt(contexts);
        if (config.term() != TermKind.OFF) {
            body.putInt(List.of(KINDS).indexOf(config.term())).putLong(PageFeatures.fingerprint());
        }
        blocks.add(BlockEnvelope.seal(NAME, body.flip()));
    }

    /**
     * Reads the header.
     *
     * @throws CorruptBlockException when the block is missing or damaged or has impossible sizes
     */
    public static CheckpointHeader read(BlockSource blocks) {
        return blocks.read(NAME, body -> {
            int dim = body.getInt();
            int heads = body.getInt();
            int layers = body.getInt();
            int maxLength = body.getInt();
            ModelConfig network = new ModelConfig(dim, heads, layers, maxLength, body.getLong(), 0);
            long steps = body.getLong();
            int items = body.getInt();
            int contexts = body.getInt();
            CheckpointHeader header = new CheckpointHeader(network.with(term(body)), steps, items, contexts);
            if (header.steps < 0 || header.items < 1 || header.contexts < 1) {
                throw new IllegalArgumentException("impossible sizes in " + header);
            }
            return header;
        });
    }

    private static TermKind term(ByteBuffer body) {
        if (!body.hasRemaining()) {
            return TermKind.OFF;
        }
        int kind = body.getInt();
        if (kind < 1 || kind >= KINDS.length) {
            throw new IllegalArgumentException("feature term " + kind);
        }
        if (body.getLong() != PageFeatures.fingerprint()) {
            throw new IllegalArgumentException(
                    "its feature term reads other live features than those of this release; use the release that wrote"
                            + " it, or train a new model");
        }
        return KINDS[kind];
    }

    /**
     * Checks that the network has this shape.
     *
     * @throws IllegalArgumentException naming the setting that differs
     */
    public void requireSame(ModelConfig expected) {
        ModelConfig found = config;
        require("dim", found.dim(), expected.dim());
        require("heads", found.heads(), expected.heads());
        require("layers", found.layers(), expected.layers());
        require("maxLength", found.maxLength(), expected.maxLength());
        require("seed", found.seed(), expected.seed());
        if (found.term() != expected.term()) {
            throw new IllegalArgumentException(
                    "the stored model has model.term=" + found.term().label()
                            + ", the configuration " + expected.term().label() + "; set it to "
                            + found.term().label() + " or start a new model");
        }
    }

    private static void require(String setting, long found, long expected) {
        if (found != expected) {
            throw new IllegalArgumentException("the stored model has " + setting + "=" + found + ", the configuration "
                    + expected + "; set it to " + found + " or start a new model");
        }
    }
}
