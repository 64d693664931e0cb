package dev.freshet.replay.file;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;

/** One row of a log: an event, or a row that is none. */
public sealed interface LogRow {

    /** Line number in the file, from 1, the header included; in Parquet the row number, from 1. */
    long line();

    /**
     * The row's place in event time, epoch milliseconds: the event's own timestamp, or where that is implausible or
     * missing, the time of the row before. Orders the replay and dates the Kafka record.
     */
    long time();

    /** An event to be sent as it stands, implausible timestamps and empty ids included: the topology is to judge. */
    record Event(long line, long time, UserEvent event) implements LogRow {

        public boolean isPlausible() {
            return time == event.getTimestamp();
        }
    }

    /**
     * A row that cannot be an event.
     *
     * @param file its name
     */
    record Malformed(String file, long line, long time, RejectReason reason, String detail, String text)
            implements LogRow {}
}
