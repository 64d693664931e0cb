package dev.freshet.modeltopic;

/** Names one record of topics {@code model} and {@code trainer-state}; see {@link ModelKeys} for its text. */
public record ModelKey(String model, String block, long version) {

    /** The name that no block may have, since it stands for the manifest. */
    static final String MANIFEST = "manifest";

    public ModelKey {
        if (model.isEmpty() || model.contains("/")) {
            throw new IllegalArgumentException("a model's name is not empty and has no slash: \"" + model + "\"");
        }
        if (block.isEmpty()) {
            throw new IllegalArgumentException("a block of model " + model + " has an empty name");
        }
        if (version < 0) {
            throw new IllegalArgumentException("a version is not negative: " + version);
        }
    }

    public boolean isManifest() {
        return block.equals(MANIFEST);
    }

    /** {@code MODEL/BLOCK/VERSION}. */
    @Override
    public String toString() {
        return model + "/" + block + "/" + version;
    }
}
