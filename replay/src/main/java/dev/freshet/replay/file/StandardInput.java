package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Copies standard input into a file, because a replay reads a log more than once. */
public final class StandardInput {

    public static final Path PATH = Path.of("-");
    public static final String NAME = "standard input";

    private StandardInput() {}

    /** Copies everything into a temporary file; the caller deletes it. */
    public static Path spool(InputStream in, ReplayConfig config) {
        try {
            Path file = Files.createTempFile(config.tempDirectory(), "freshet-input-", "");
            file.toFile().deleteOnExit();
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new LogRefusedException(
                    "standard input cannot be kept in " + config.tempDirectory() + ": " + e, e, "replay.temp.dir=DIR");
        }
    }
}
