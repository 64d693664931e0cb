package dev.freshet.replay.file;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;

/** One row of a log: an event or a malformed row. */
public sealed interface LogRow {

    /** Line number in the file, from 1, the header included; in Parquet the row number, from 1. */
    long line();

    /**
     * The row's event time, epoch milliseconds: the event's own timestamp, or if that is implausible or missing, the
     * time of the row before. Determines the order of the replay and the timestamp of the Kafka record.
     */
    long time();

    /** An event, sent unchanged even with an implausible timestamp or empty ids: the streams app rejects those. */
    record Event(long line, long time, UserEvent event) implements LogRow {

        public boolean isPlausible() {
            return time == event.getTimestamp();
        }
    }

    /**
     * A row that is not an event.
     *
     * @param file name of the row's file
     */
    record Malformed(String file, long line, long time, RejectReason reason, String detail, String text)
            implements LogRow {}
}
