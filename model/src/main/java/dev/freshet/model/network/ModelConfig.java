package dev.freshet.model.network;

/**
 * The shape of the network, the seed of its initial weights, and dropout.
 *
 * @param dim width D of embeddings and states; even, and a multiple of {@code heads}
 * @param heads attention heads
 * @param layers encoder layers
 * @param maxLength longest window, in events
 * @param seed seed of every initial weight, of every later row and of dropout
 * @param dropout rate inside the encoder while training, in [0, 1)
 * @param term what reads the live features
 */
public record ModelConfig(int dim, int heads, int layers, int maxLength, long seed, double dropout, TermKind term) {

    /** A network without a feature term. */
    public ModelConfig(int dim, int heads, int layers, int maxLength, long seed, double dropout) {
        this(dim, heads, layers, maxLength, seed, dropout, TermKind.OFF);
    }

    /** @throws IllegalArgumentException naming the value that is out of range */
    public ModelConfig {
        term = term == null ? TermKind.OFF : term; // a file of a release without terms
        require(heads >= 1, "heads", heads, "at least 1");
        require(dim >= 2 && dim % 2 == 0 && dim % heads == 0, "dim", dim, "even and a multiple of heads=" + heads);
        require(layers >= 1, "layers", layers, "at least 1");
        require(maxLength >= 1, "maxLength", maxLength, "at least 1");
        require(dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
    }

    /** The reference's finetuning configuration. */
    public static ModelConfig defaults() {
        return new ModelConfig(64, 2, 2, 512, 1, 0.1);
    }

    /** The same network with another term. */
    public ModelConfig with(TermKind other) {
        return new ModelConfig(dim, heads, layers, maxLength, seed, dropout, other);
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("model " + setting + " must be " + rule + ", not " + value);
        }
    }
}
