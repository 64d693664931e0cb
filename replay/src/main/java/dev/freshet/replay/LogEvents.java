package dev.freshet.replay;

import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.event.Action;
import dev.freshet.replay.file.LogRow;
import dev.freshet.replay.file.Rows;
import dev.freshet.schemas.UserEvent;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/** The events of a log in order of time; skips and counts other rows. Equal ids share memory. */
public final class LogEvents implements Iterator<LogEvent>, AutoCloseable {

    private final Rows rows;
    private final Map<String, String> ids = new HashMap<>();
    private long read;
    private long skipped;
    private LogEvent next;

    private LogEvents(Rows rows) {
        this.rows = rows;
        advance();
    }

    /** Reads a log again. */
    public static LogEvents of(ShopLog log, LogScan scan) {
        return new LogEvents(log.rows(scan));
    }

    /** Number of rows read so far. */
    public long read() {
        return read;
    }

    /** Number of skipped rows: malformed rows, and events without a plausible time, a customer or a product. */
    public long skipped() {
        return skipped;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public LogEvent next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        LogEvent event = next;
        advance();
        return event;
    }

    private void advance() {
        next = null;
        for (LogRow row = rows.next(); row != null; row = rows.next()) {
            read++;
            if (row instanceof LogRow.Event event && event.isPlausible() && isNamed(event.event())) {
                next = event(event.event());
                return;
            }
            skipped++;
        }
    }

    private static boolean isNamed(UserEvent event) {
        return !event.getUserId().isEmpty() && !event.getProductId().isEmpty();
    }

    private LogEvent event(UserEvent event) {
        return new LogEvent(
                shared(event.getUserId()),
                shared(event.getProductId()),
                Action.valueOf(event.getActionType().name()),
                shared(event.getSourceType()),
                event.getTimestamp(),
                event.getRequestId());
    }

    private String shared(String id) {
        return id == null ? null : ids.computeIfAbsent(id, same -> same);
    }

    @Override
    public void close() {
        rows.close();
    }
}
