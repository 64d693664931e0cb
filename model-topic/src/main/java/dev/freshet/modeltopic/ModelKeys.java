package dev.freshet.modeltopic;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Record keys of topics {@code model} and {@code trainer-state}: {@code MODEL/BLOCK/VERSION} and
 * {@code MODEL/manifest/VERSION}. A block's name may contain slashes, a model's name may not.
 */
public final class ModelKeys {

    private ModelKeys() {}

    /** The key of a block. */
    public static String block(String model, String block, long version) {
        if (block.equals(ModelKey.MANIFEST)) {
            throw new IllegalArgumentException("no block may be called " + ModelKey.MANIFEST);
        }
        return new ModelKey(model, block, version).toString();
    }

    /** The key of a version's manifest. */
    public static String manifest(String model, long version) {
        return new ModelKey(model, ModelKey.MANIFEST, version).toString();
    }

    /** The text of a record's key; null for null. */
    static String text(byte[] key) {
        return key == null ? null : new String(key, UTF_8);
    }

    /**
     * What a key names.
     *
     * @throws IllegalArgumentException when it is no key of this form
     */
    public static ModelKey parse(String key) {
        int first = key.indexOf('/');
        int last = key.lastIndexOf('/');
        if (first == last) {
            throw new IllegalArgumentException("not a key of the form MODEL/BLOCK/VERSION: \"" + key + "\"");
        }
        long version;
        try {
            version = Long.parseLong(key.substring(last + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the version in key \"" + key + "\" is not a number", e);
        }
        ModelKey parsed = new ModelKey(key.substring(0, first), key.substring(first + 1, last), version);
        if (!parsed.toString().equals(key)) {
            throw new IllegalArgumentException("the version in key \"" + key + "\" is not in its plain form");
        }
        return parsed;
    }
}
