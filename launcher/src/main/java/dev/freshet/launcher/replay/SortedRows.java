package dev.freshet.launcher.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** The rows of an unsorted log in order of (time, line), held in memory. */
final class SortedRows implements Rows {

    private final Iterator<LogRow> rows;

    private SortedRows(Iterator<LogRow> rows) {
        this.rows = rows;
    }

    /** Reads all rows and closes their source. */
    static SortedRows of(Rows source) {
        try (source) {
            List<LogRow> rows = new ArrayList<>();
            for (LogRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
            rows.sort(Comparator.comparingLong(LogRow::time)); // stable: equal times stay in order of lines
            return new SortedRows(rows.iterator());
        }
    }

    @Override
    public LogRow next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {}
}
