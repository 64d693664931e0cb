package dev.freshet.streams.event;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The processing times of the tasks of an instance, by which each task picks its next record in a live run. */
public final class TaskTimes {

    /** Dates the input of a replay by its own time, so that a task takes it in order of time. */
    public static final TimestampExtractor RECORD_TIME = (record, partitionTime) -> Math.max(0, record.timestamp());

    private final double requestShare;
    private final ConcurrentMap<Integer, TaskTime> times = new ConcurrentHashMap<>();

    /** @param requestShare part of a task's processing time that requests may use, above 0, at most 1 */
    public TaskTimes(double requestShare) {
        this.requestShare = requestShare;
    }

    /** The time of the task of a partition. */
    public TaskTime of(int partition) {
        return times.computeIfAbsent(partition, p -> new TaskTime(requestShare));
    }

    /** Dates the records of an input; see {@link TaskTime}. */
    public TimestampExtractor dates(TaskTime.Input input) {
        return (record, partitionTime) -> of(record.partition()).date(input);
    }
}
