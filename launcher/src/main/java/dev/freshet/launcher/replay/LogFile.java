package dev.freshet.launcher.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A shop's log on disk: CSV with a header, plain or gzipped, told apart by content. */
public final class LogFile {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final ReplayConfig config;
    private final boolean gzipped;

    private LogFile(Path path, ReplayConfig config, boolean gzipped) {
        this.path = path;
        this.config = config;
        this.gzipped = gzipped;
    }

    /**
     * Looks at the file and its header, without reading it whole.
     *
     * @throws LogRefusedException when there is no such file, or it cannot be a CSV with the columns of the settings
     */
    public static LogFile open(Path path, ReplayConfig config) {
        if (!Files.exists(path)) {
            throw new LogRefusedException(path + ": no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new LogRefusedException(path + (Files.isDirectory(path) ? " is a directory" : " is not a file")
                    + "; name a CSV or CSV.gz file");
        }
        LogFile file = new LogFile(path, config, isGzip(path));
        file.reader(0).close();
        return file;
    }

    public Path path() {
        return path;
    }

    /**
     * Reads the rows from the first, in the order of the file.
     *
     * @param firstTime time of rows that stand before the first plausible one, epoch milliseconds
     */
    LogReader reader(long firstTime) {
        return new LogReader(path, gzipped, config, firstTime);
    }

    /**
     * Reads the rows in order of (time, line); a file that is not sorted is sorted in memory.
     *
     * @param scan of this file
     */
    Rows rows(LogScan scan) {
        LogReader reader = reader(scan.firstTime());
        return scan.sorted() ? reader : SortedRows.of(reader);
    }

    LogTimeUnit timeUnit() {
        return config.timeUnit();
    }

    private static boolean isGzip(Path path) {
        byte[] magic;
        try (InputStream in = Files.newInputStream(path)) {
            magic = in.readNBytes(PARQUET.length);
        } catch (IOException e) {
            throw new LogRefusedException(path + ": cannot be read: " + e, e);
        }
        if (magic.length == 0) {
            throw new LogRefusedException(path + " is empty");
        }
        if (Arrays.equals(magic, PARQUET)) {
            throw new LogRefusedException(path + " is a Parquet file; write it as CSV first, in order of time");
        }
        boolean gzip = magic.length >= GZIP.length && Arrays.equals(Arrays.copyOf(magic, GZIP.length), GZIP);
        if (!gzip && path.toString().endsWith(".gz")) {
            throw new LogRefusedException(path + " is named .gz but holds no gzip data; rename or compress it");
        }
        return gzip;
    }
}
