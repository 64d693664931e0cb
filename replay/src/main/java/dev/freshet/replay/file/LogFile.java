package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.LogTimeUnit;
import dev.freshet.replay.ReplayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** One file of a log: CSV with a header or JSONL, plain or gzipped, or Parquet. */
public final class LogFile {

    /** Number of first rows from which the field names and the unit of time are detected. */
    private static final int SAMPLE = 1000;

    private final Path path;
    private final String name;
    private final ReplayConfig config;
    private final LogFormat format;
    private final LogTimeUnit timeUnit;
    private final long size;
    private final FileTime modified;

    private LogFile(Path path, String name, ReplayConfig config) {
        this.path = path;
        this.name = name;
        this.config = config;
        try {
            size = Files.size(path);
            modified = Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
        format = LogFormat.of(path);
        timeUnit = unit();
    }

    /**
     * Opens a file; reads its header and its first rows.
     *
     * @param name of the file in messages and records
     * @throws LogRefusedException when there is no such file, or it is not a log with the columns of the settings
     */
    public static LogFile open(Path path, String name, ReplayConfig config) {
        if (!Files.exists(path)) {
            throw new LogRefusedException(path + ": no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new LogRefusedException(path + (Files.isDirectory(path) ? " is a directory" : " is not a file")
                    + "; name a CSV, JSONL or Parquet file"
                    + (Files.isDirectory(path) ? " in it" : ", or - for a pipe"));
        }
        return new LogFile(path, name, config);
    }

    public Path path() {
        return path;
    }

    public String name() {
        return name;
    }

    public LogTimeUnit timeUnit() {
        return timeUnit;
    }

    /** Starts a pass over the rows in the order of the file. */
    public RawRows rows() {
        return format.rows(path, config);
    }

    /** A row's place in the file, for messages. */
    public String place(long number) {
        return (format.kind() == LogFormat.Kind.PARQUET ? "row " : "line ") + number;
    }

    /**
     * Checks that the file has not changed since it was opened.
     *
     * @throws LogRefusedException when it has changed
     */
    public void requireUnchanged() {
        try {
            if (Files.size(path) != size || !Files.getLastModifiedTime(path).equals(modified)) {
                throw new LogRefusedException(path + " has changed while it was read; wait until it is written, then"
                        + " start again, or replay a copy");
            }
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
    }

    private LogTimeUnit unit() {
        Optional<LogTimeUnit> unit = config.timeUnit();
        try (RawRows rows = rows()) {
            if (rows instanceof ParquetRows parquet && parquet.hasTimestamps()) {
                return LogTimeUnit.US;
            }
            RawRow row = rows.next();
            for (int i = 0; i < SAMPLE && row != null; i++) {
                if (unit.isEmpty() && row.fields() != null && row.fields().time() != null) {
                    unit = LogTimeUnit.detect(row.fields().time());
                }
                row = rows.next();
            }
            if (rows instanceof TextRows text && !text.names().isEmpty()) {
                Columns.require(path, text.names(), config);
            }
        }
        return unit.orElse(LogTimeUnit.MS);
    }
}
