package dev.freshet.modeltopic;

import java.util.Optional;

/** What becomes of one block in a new version: new content, or the parent version's. */
public final class BlockUpdate {

    private final String name;
    private final NamedBlock content;

    private BlockUpdate(String name, NamedBlock content) {
        this.name = name;
        this.content = content;
    }

    /** New content, at most {@link NamedBlock#MAX_BYTES}; the bytes must not change afterwards. */
    public static BlockUpdate write(String name, byte[] data) {
        if (data.length > NamedBlock.MAX_BYTES) {
            throw new IllegalArgumentException("block " + name + " has " + data.length + " bytes, more than "
                    + NamedBlock.MAX_BYTES + "; split it");
        }
        return new BlockUpdate(name, new NamedBlock(name, data));
    }

    /** The parent's content, which need not be at hand. */
    public static BlockUpdate keep(String name) {
        return new BlockUpdate(name, null);
    }

    public String name() {
        return name;
    }

    /** The new content; empty to keep the parent's. */
    public Optional<NamedBlock> content() {
        return Optional.ofNullable(content);
    }
}
