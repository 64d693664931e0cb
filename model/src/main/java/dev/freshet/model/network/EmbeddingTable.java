package dev.freshet.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.freshet.core.example.Vocabulary;
import dev.freshet.core.hash.Hash64;
import dev.freshet.model.torch.NativeTensors;
import java.nio.FloatBuffer;

/**
 * A growing table of embeddings: one row for each id of its vocabulary, row 0 for unknown. A new row is standard
 * normal, drawn by (seed, table, id), so it does not depend on when it was admitted. Rows beyond the vocabulary are
 * zero.
 */
final class EmbeddingTable {

    private static final long MIN_CAPACITY_STEP = 1024;

    private final NDManager manager;
    private final String name;
    private final long seed;
    private final int dim;
    private final Vocabulary vocabulary;
    private NDArray weight;
    private int filled;

    private EmbeddingTable(NDManager manager, String name, ModelConfig config, Vocabulary vocabulary, int filled) {
        this.manager = manager;
        this.name = name;
        this.seed = config.seed();
        this.dim = config.dim();
        this.vocabulary = vocabulary;
        this.filled = filled;
        this.weight = manager.zeros(new Shape(capacity(vocabulary.size()), dim));
    }

    /** A table without ids; its row 0 is zero, or drawn like the others. */
    static EmbeddingTable empty(NDManager manager, String name, ModelConfig config, boolean zeroUnknown) {
        EmbeddingTable table = new EmbeddingTable(manager, name, config, new Vocabulary(), zeroUnknown ? 1 : 0);
        table.fill();
        return table;
    }

    /** A table for the ids of {@code vocabulary}; the caller writes the rows. */
    static EmbeddingTable unfilled(NDManager manager, String name, ModelConfig config, Vocabulary vocabulary) {
        return new EmbeddingTable(manager, name, config, vocabulary, vocabulary.size());
    }

    String name() {
        return name;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The whole table (capacity, D), capacity at least the vocabulary's size. */
    NDArray weight() {
        return weight;
    }

    /**
     * Gives rows to the ids that the vocabulary admitted since the last call.
     *
     * @throws IllegalStateException when the table would take 2 GiB, the most that one view can address
     */
    void fill() {
        long capacity = capacity(vocabulary.size());
        if (capacity > Integer.MAX_VALUE / (Float.BYTES * dim)) {
            throw new IllegalStateException(name + " cannot hold " + vocabulary.size() + " rows of " + dim
                    + " floats: 2 GiB is the most; use a smaller dim");
        }
        if (capacity > weight.getShape().get(0)) {
            weight = NativeTensors.grown(manager, weight, capacity);
        }
        if (filled < vocabulary.size()) {
            NativeTensors.fill(weight, memory -> drawNew(memory.asFloatBuffer()));
        }
    }

    private void drawNew(FloatBuffer memory) {
        for (; filled < vocabulary.size(); filled++) {
            memory.put(filled * dim, draw(filled));
        }
    }

    private float[] draw(int row) {
        Hash64 hash = Hash64.seeded(seed).add(name);
        return new SeededRandom(
                        row == Vocabulary.UNKNOWN
                                ? hash
                                : hash.add(vocabulary.ids().get(row - 1)))
                .normal(dim);
    }

    /**
     * The capacity of a table of {@code size} rows: at most an eighth more, or 1,024 rows more. It depends on the size
     * alone, so a restored table has the shape of one that grew.
     */
    static long capacity(int size) {
        long step = Math.max(MIN_CAPACITY_STEP, Integer.highestOneBit(size) / 8);
        return (size + step - 1) / step * step;
    }
}
