package dev.freshet.model.checkpoint;

/**
 * A named piece of a model or of its optimizer's state, small enough for one record of a log.
 *
 * @param name the same in every version for the same piece
 * @param data a frame as {@link BlockEnvelope} describes it, at most {@link #MAX_BYTES} long; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // identity, not content, is all that anyone compares
public record Block(String name, byte[] data) {

    public static final int MAX_BYTES = 512 * 1024;

    public Block {
        if (data.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "block " + name + " has " + data.length + " bytes; at most " + MAX_BYTES + " fit");
        }
    }
}
