package dev.freshet.replay.file;

import dev.freshet.core.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 fingerprints that identify a log. */
public final class Fingerprints {

    private Fingerprints() {}

    /** Of a file's bytes, hexadecimal. */
    static String of(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
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
        return new Sha256().add(String.join("\n", fingerprints)).hex();
    }
}
