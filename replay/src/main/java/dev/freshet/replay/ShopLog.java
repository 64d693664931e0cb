package dev.freshet.replay;

import dev.freshet.replay.file.FilesInTurn;
import dev.freshet.replay.file.LogFile;
import dev.freshet.replay.file.Rows;
import dev.freshet.replay.file.SortedRows;
import dev.freshet.replay.file.StandardInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shop's log: one or several files, read as one in order of (time, file, row). */
public final class ShopLog implements AutoCloseable {

    private final List<LogFile> files;
    private final List<Path> spooled;
    private final ReplayConfig config;

    private ShopLog(List<LogFile> files, List<Path> spooled, ReplayConfig config) {
        this.files = files;
        this.spooled = spooled;
        this.config = config;
    }

    /**
     * Opens the files and reads their first rows.
     *
     * @param paths of the files; {@code -} for standard input, which is copied into a temporary file
     * @throws LogRefusedException naming the file that is not a log with the columns of the settings
     */
    public static ShopLog open(List<Path> paths, ReplayConfig config, InputStream standardInput) {
        List<LogFile> files = new ArrayList<>();
        List<Path> spooled = new ArrayList<>();
        ShopLog log = new ShopLog(files, spooled, config);
        try {
            for (Path path : paths) {
                if (path.equals(StandardInput.PATH)) {
                    spooled.add(StandardInput.spool(standardInput, config));
                    files.add(LogFile.open(spooled.get(spooled.size() - 1), StandardInput.NAME, config));
                } else {
                    files.add(LogFile.open(path, String.valueOf(path.getFileName()), config));
                }
            }
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** The log's name in messages. */
    public String name() {
        String first = files.get(0).name();
        return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
    }

    public List<LogFile> files() {
        return List.copyOf(files);
    }

    ReplayConfig config() {
        return config;
    }

    /**
     * Reads the rows in order of (time, file, row); sorts a log on disk if it is in another order.
     *
     * @param scan of this log
     */
    public Rows rows(LogScan scan) {
        Rows rows = new FilesInTurn(files, scan.range(), scan.fileRows());
        return scan.sorted() ? rows : SortedRows.of(rows, config);
    }

    @Override
    public void close() {
        try {
            for (Path file : spooled) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
