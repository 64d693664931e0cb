package dev.freshet.modeltopic;

/**
 * A record that cannot be part of a model, or a version that is not whole.
 *
 * @param key of the record or manifest
 * @param version the refused version; -1 when only a record is refused
 * @param reason in words
 */
public record VersionRefusal(String key, long version, String reason) {}
