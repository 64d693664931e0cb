package dev.freshet.audit.replay;

import dev.freshet.audit.AuditRefusedException;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The range of record times in training-examples that is compared.
 *
 * @param from the first moment, epoch milliseconds; {@code Long.MIN_VALUE} for the beginning
 * @param until the first moment after it; {@code Long.MAX_VALUE} for the end
 */
public record TimeWindow(long from, long until) {

    /**
     * A window between two moments; null stands for the beginning or the end.
     *
     * @throws AuditRefusedException when it is empty
     */
    public static TimeWindow of(Instant from, Instant until) {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new AuditRefusedException(
                    AuditRefusedException.Reason.EMPTY_RANGE,
                    "the range is empty: " + from + " is not before " + until);
        }
        return new TimeWindow(
                from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                until == null ? Long.MAX_VALUE : until.toEpochMilli());
    }

    boolean isAllTime() {
        return from == Long.MIN_VALUE && until == Long.MAX_VALUE;
    }

    /** The records within the range. Times of a partition never go back; a record that breaks this rule is treated like any other. */
    Iterator<EmittedRecord> of(Iterator<EmittedRecord> records) {
        return new Iterator<>() {
            private EmittedRecord next;

            @Override
            public boolean hasNext() {
                while (next == null && records.hasNext()) {
                    EmittedRecord record = records.next();
                    next = record.time() >= from && record.time() < until ? record : null;
                }
                return next != null;
            }

            @Override
            public EmittedRecord next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                EmittedRecord record = next;
                next = null;
                return record;
            }
        };
    }

    @Override
    public String toString() {
        return isAllTime()
                ? "all of its time"
                : (from == Long.MIN_VALUE ? "the beginning" : Instant.ofEpochMilli(from)) + " to "
                        + (until == Long.MAX_VALUE ? "the end" : Instant.ofEpochMilli(until));
    }
}
