package dev.freshet.launcher.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.DoubleConsumer;

/**
 * What a first pass over a log found.
 *
 * @param rows number of rows, those included that are no events
 * @param malformed rows that are no events
 * @param implausible events dated before 2000 or after 2100
 * @param firstTime least plausible time, epoch milliseconds
 * @param lastTime greatest plausible time, epoch milliseconds
 * @param sorted whether time never goes back from row to row
 * @param fingerprint SHA-256 of the uncompressed bytes, hexadecimal
 */
public record LogScan(
        long rows,
        long malformed,
        long implausible,
        long firstTime,
        long lastTime,
        boolean sorted,
        String fingerprint) {

    private static final int PROGRESS_ROWS = 50_000;

    /**
     * Reads the whole file once.
     *
     * @param progress told now and then which fraction has been read, 0 to 1
     * @throws LogRefusedException when the file cannot be read to its end, has no events, or is in another unit of time
     */
    public static LogScan of(LogFile file, DoubleConsumer progress) {
        try (LogReader reader = file.reader(Long.MIN_VALUE)) {
            Counts counts = new Counts();
            double size = Files.size(file.path());
            for (LogRow row = reader.next(); row != null; row = reader.next()) {
                counts.add(row);
                if (counts.rows % PROGRESS_ROWS == 0) {
                    progress.accept(reader.bytesRead() / size);
                }
            }
            counts.check(file);
            return counts.scan(reader.fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counts {
        private long rows;
        private long malformed;
        private long implausible;
        private long firstTime = Long.MAX_VALUE;
        private long lastTime = Long.MIN_VALUE;
        private boolean sorted = true;
        private LogRow.Malformed firstMalformed;
        private LogRow.Event firstImplausible;

        void add(LogRow row) {
            rows++;
            if (row instanceof LogRow.Malformed bad) {
                malformed++;
                firstMalformed = firstMalformed == null ? bad : firstMalformed;
            } else if (row instanceof LogRow.Event event && !event.isPlausible()) {
                implausible++;
                firstImplausible = firstImplausible == null ? event : firstImplausible;
            } else {
                sorted &= row.time() >= lastTime;
                firstTime = Math.min(firstTime, row.time());
                lastTime = Math.max(lastTime, row.time());
            }
        }

        void check(LogFile file) {
            if (rows == 0) {
                throw new LogRefusedException(file.path() + " has a header but no rows");
            }
            if (malformed == rows) {
                throw new LogRefusedException(
                        file.path() + ": none of " + rows + " rows can be read; " + firstMalformed.detail());
            }
            if (implausible * 2 > rows - malformed) {
                throw new LogRefusedException(file.path() + ": line " + firstImplausible.line() + ": "
                        + file.timeUnit().complaint(firstImplausible.event().getTimestamp()));
            }
        }

        LogScan scan(String fingerprint) {
            return new LogScan(rows, malformed, implausible, firstTime, lastTime, sorted, fingerprint);
        }
    }
}
