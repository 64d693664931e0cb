package dev.freshet.replay.file;

import dev.freshet.core.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 fingerprints that identify a log. */
public final class Fingerprints {

    private Fingerprints() {}

    static MessageDigest sha256() {
        return Sha256.newDigest();
    }

    /** The fingerprint of a file's bytes, hexadecimal. */
    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Combines the fingerprints of several files; for a single file, returns its fingerprint. */
    public static String join(List<String> fingerprints) {
        if (fingerprints.size() == 1) {
            return fingerprints.get(0);
        }
        byte[] text = String.join("\n", fingerprints).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(sha256().digest(text));
    }
}
