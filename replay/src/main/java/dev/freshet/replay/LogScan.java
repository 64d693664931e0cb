package dev.freshet.replay;

import dev.freshet.replay.file.LogFile;
import dev.freshet.replay.file.RawRow;
import dev.freshet.replay.file.RawRows;
import dev.freshet.replay.file.RowParser;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * What a first pass over a log found.
 *
 * @param rows number of rows, those included that are no events
 * @param malformed rows that are no events
 * @param implausible events dated before 2000 or after 2100
 * @param jumps events dated far from all others
 * @param range of the other events
 * @param sorted whether time never goes back from row to row, file after file
 * @param fileRows rows of each file
 * @param complaint about the first row that is not right, naming it; null when all are
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
     * @param progress told now and then which fraction has been read, 0 to 1
     * @throws LogRefusedException when a file cannot be read to its end, the log has no events, is in another unit of
     *     time, or has a row that is not right and is to stop at it
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
