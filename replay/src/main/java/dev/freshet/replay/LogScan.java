package dev.freshet.replay;

import dev.freshet.replay.file.LogFile;
import dev.freshet.replay.file.RawRow;
import dev.freshet.replay.file.RawRows;
import dev.freshet.replay.file.RowParser;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Facts of a log from the first pass over it.
 *
 * @param rows number of rows, malformed ones included
 * @param malformed rows that are not events
 * @param implausible events dated before 2000 or after 2100
 * @param jumps events dated far from all others
 * @param range of the times of the other events
 * @param sorted whether the times of the rows, file after file, never decrease
 * @param fileRows rows of each file
 * @param complaint about the first bad row, with its place; null when there is none
 * @param fingerprint SHA-256 of the uncompressed content, hexadecimal
 */
public record LogScan(
        long rows,
        long malformed,
        long implausible,
        long jumps,
        TimeRange range,
        boolean sorted,
        List<Long> fileRows,
        String complaint,
        String fingerprint) {

    private static final int PROGRESS_ROWS = 50_000;

    /**
     * Reads the whole log once.
     *
     * @param progress called repeatedly with the fraction read so far, 0 to 1
     * @throws LogRefusedException when a file cannot be read to its end, the log has no events or is in another unit of
     *     time, or the settings say to stop at a bad row and there is one
     */
    public static LogScan of(ShopLog log, DoubleConsumer progress) {
        ScanCounts counts = new ScanCounts(log.config());
        for (LogFile file : log.files()) {
            counts.begin(file);
            RowParser parser = new RowParser(file, TimeRange.ALL);
            double before = log.files().indexOf(file);
            try (RawRows rows = file.rows()) {
                for (RawRow row = rows.next(); row != null; row = rows.next()) {
                    counts.add(parser.parse(row, Long.MIN_VALUE));
                    if (counts.rows() % PROGRESS_ROWS == 0) {
                        progress.accept((before + rows.fraction()) / log.files().size());
                    }
                }
                counts.end(rows.fingerprint());
            }
            file.requireUnchanged();
        }
        return counts.scan(log.name());
    }

    /** Rows that the replay or the topology will reject. */
    public long bad() {
        return malformed + implausible + jumps;
    }

    /** Least plausible time, epoch milliseconds. */
    public long firstTime() {
        return range.first();
    }

    /** Greatest plausible time, epoch milliseconds. */
    public long lastTime() {
        return range.last();
    }
}
