package dev.freshet.modeltopic;

/**
 * A record that cannot be part of a model, or a version that is not whole.
 *
 * @param key of the record or manifest
 * @param version that it would have been, or -1 when the key does not say
 * @param reason in words
 */
public record VersionRefusal(String key, long version, String reason) {}
