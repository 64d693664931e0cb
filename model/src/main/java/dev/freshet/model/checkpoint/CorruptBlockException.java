package dev.freshet.model.checkpoint;

/** A block that is missing, damaged or does not fit the version that it came with. */
public final class CorruptBlockException extends RuntimeException {

    private final String block;

    CorruptBlockException(String block, String reason) {
        super("block " + block + " " + reason);
        this.block = block;
    }

    /** Name of the block. */
    public String block() {
        return block;
    }
}
