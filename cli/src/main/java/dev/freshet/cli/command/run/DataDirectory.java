package dev.freshet.cli.command.run;

import dev.freshet.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Data that a run keeps between starts: the broker's, the streams app's state, the log file. One run at a time uses it. */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "freshet.lock";

    private final Path root;
    private final boolean isNew;
    private final FileChannel lock;

    private DataDirectory(Path root, boolean isNew, FileChannel lock) {
        this.root = root;
        this.isNew = isNew;
        this.lock = lock;
    }

    /**
     * {@code freshet-data/NAME} below the current directory. NAME is the log's file name without extensions such as
     * .csv and .gz.
     */
    static Path defaultFor(Path log) {
        String name = log.toString().equals("-") ? "standard-input" : String.valueOf(log.getFileName());
        return Path.of("freshet-data", without(".csv", without(".jsonl", without(".parquet", without(".gz", name)))));
    }

    private static String without(String extension, String name) {
        boolean ends = name.endsWith(extension) && name.length() > extension.length();
        return ends ? name.substring(0, name.length() - extension.length()) : name;
    }

    /**
     * Creates the directory if it is missing, and locks it.
     *
     * @throws CommandFailure when another run uses the directory, or it cannot be written
     */
    public static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            boolean isNew = !Files.exists(root.resolve(LOCK));
            Files.createDirectories(root);
            FileChannel lock = FileChannel.open(
                    root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!take(lock)) {
                String holder = Files.readString(root.resolve(LOCK)).strip();
                lock.close();
                throw new CommandFailure("another run (process " + holder + ") uses " + root
                        + "; wait for it, stop it, or use another --data-dir");
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            lock.truncate(0).write(ByteBuffer.wrap(pid), 0);
            return new DataDirectory(root, isNew, lock);
        } catch (IOException e) {
            throw new CommandFailure("the data directory " + root + " cannot be used: " + e, e);
        }
    }

    private static boolean take(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path root() {
        return root;
    }

    /** Whether this is the first run that uses the directory. */
    boolean isNew() {
        return isNew;
    }

    public Path broker() {
        return root.resolve("broker");
    }

    Path state() {
        return root.resolve("state");
    }

    Path log() {
        return root.resolve("freshet.log");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
