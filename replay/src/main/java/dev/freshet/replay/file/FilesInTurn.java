package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.TimeRange;
import java.util.List;

/** The rows of a log's files, file after file, in the order of each file. */
public final class FilesInTurn implements Rows {

    private final List<LogFile> files;
    private final TimeRange range;
    private final List<Long> expected;

    private int at = -1;
    private RawRows rows;
    private RowParser parser;
    private long read;
    private long time;

    /**
     * Starts before the first row.
     *
     * @param range of times; rows before the first plausible time get its first time
     * @param expected number of rows of each file
     */
    public FilesInTurn(List<LogFile> files, TimeRange range, List<Long> expected) {
        this.files = files;
        this.range = range;
        this.expected = expected;
        this.time = range.first();
    }

    @Override
    public LogRow next() {
        while (at < files.size()) {
            RawRow row = rows == null ? null : rows.next();
            if (row != null) {
                read++;
                if (read > expected.get(at)) {
                    throw changed();
                }
                LogRow parsed = parser.parse(row, time);
                time = parsed.time();
                return parsed;
            }
            open();
        }
        return null;
    }

    private void open() {
        if (at >= 0) {
            files.get(at).requireUnchanged();
            if (read != expected.get(at)) {
                throw changed();
            }
        }
        close();
        at++;
        if (at < files.size()) {
            files.get(at).requireUnchanged();
            rows = files.get(at).rows();
            parser = new RowParser(files.get(at), range);
            read = 0;
        }
    }

    private LogRefusedException changed() {
        return new LogRefusedException(files.get(at).path() + " had " + expected.get(at)
                + " rows in the first pass and has another number now; wait until it is written, then start again");
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
