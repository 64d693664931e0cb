package dev.freshet.core.hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over everything that is added, in order. Parts are not separated: add lengths where that matters. */
public final class Sha256 {

    private final MessageDigest digest = newDigest();

    /** A new digest, for JDK streams that take one. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds the UTF-8 bytes of a text. */
    public Sha256 add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds all bytes. */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds the bytes from an index on. */
    public Sha256 addFrom(byte[] bytes, int from) {
        digest.update(bytes, from, bytes.length - from);
        return this;
    }

    /** Adds a number as eight bytes, big-endian. */
    public Sha256 add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    /** The digest as 64 hexadecimal digits; resets this object. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
