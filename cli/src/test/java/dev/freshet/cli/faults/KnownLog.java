package dev.freshet.cli.faults;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.testkit.LogGenerator;
import dev.freshet.testkit.faults.FaultRound.EventTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An input stream with known results: a shop's events, some out of order, a score request before each page, ticks, and
 * records that must be rejected: late, duplicate, from the future, empty and unreadable ones. In some slices the log pauses
 * for days, in some customers' clocks are fast.
 */
final class KnownLog {

    /** Setting {@code events.future.wait}: so short that most events from the future are rejected before the log ends. */
    static final long FUTURE_WAIT = TimeSpan.HOUR;

    /** So many that each partition has the events of fifteen customers within a day. */
    private static final int CUSTOMERS_A_PARTITION = 30;

    private static final int ROUNDS_A_DAY = 7;

    private final ExpectedEvents expected;
    private final List<List<LogEntry>> slices = new ArrayList<>();
    private final Map<String, ScoreRequest> requests = new LinkedHashMap<>();
    /** For each request, the number of events of its customer's history that precede it in the log. */
    private final Map<String, Integer> seen = new HashMap<>();

    private int entries;
    private int events;
    private long empty;
    private long unreadable;

    KnownLog(int partitions) {
        this.expected = new ExpectedEvents(partitions);
    }

    /** A log with a slice for each of the times, and a steady one behind them. */
    static KnownLog of(long seed, List<EventTime> times, int partitions) {
        List<EventTime> all = new ArrayList<>(times);
        all.add(EventTime.STEADY);
        KnownLog log = new KnownLog(partitions);
        new LogWriter(log, seed, all)
                .write(LogGenerator.seeded(seed)
                        .withUsers(CUSTOMERS_A_PARTITION * partitions)
                        .withDays(Instant.parse("2016-08-01T00:00:00Z"), Math.max(2, times.size() / ROUNDS_A_DAY))
                        .events());
        return log;
    }

    /** Begins the next slice. */
    void slice() {
        slices.add(new ArrayList<>());
    }

    /** Adds an event that breaks no rule by itself. */
    void add(UserEvent event) {
        entry(LogEntry.of(event));
        expected.event(event);
    }

    void add(ScoreRequest request) {
        entry(LogEntry.of(request));
        requests.put(request.getRequestId(), request);
        seen.put(request.getRequestId(), history(request.getUserId()).size());
    }

    /** Adds an event without a product. */
    void addEmpty(UserEvent event) {
        entry(LogEntry.of(event));
        empty++;
    }

    void addUnreadable(String user, long time) {
        entry(LogEntry.unreadable(user, time));
        unreadable++;
    }

    /** Adds a tick to each partition. */
    void tick(long time) {
        for (int partition = 0; partition < expected.partitions(); partition++) {
            entry(LogEntry.tick(partition, time));
        }
        expected.tick(time);
    }

    private void entry(LogEntry entry) {
        slices.get(slices.size() - 1).add(entry);
        entries++;
        events += entry.topic() == Topics.USER_EVENTS && entry.user() != null ? 1 : 0;
    }

    /** Number of events of all kinds, including rejected ones, without ticks. */
    int events() {
        return events;
    }

    /** What must become of the events that break no rule by themselves. */
    ExpectedEvents expected() {
        return expected;
    }

    /** The counters of events that are not 0 after the log. */
    SortedMap<String, Long> counters() {
        SortedMap<String, Long> counters = expected.counters();
        counters.put(TaskCounter.EVENTS_IN, (long) events);
        counters.put(TaskCounter.rejected(RejectReason.EMPTY_PRODUCT_ID), empty);
        counters.put(TaskCounter.DEAD_LETTERED, unreadable);
        return counters;
    }

    /** All requests by their ids. */
    Map<String, ScoreRequest> requests() {
        return requests;
    }

    /** A customer's expected history, in order of arrival. */
    List<HistoryEvent> history(String user) {
        return expected.history(user);
    }

    /**
     * The smallest history sequence that an answer may have: an answer follows when the log has passed the request's
     * time.
     */
    int leastSequence(String requestId) {
        return seen.get(requestId);
    }

    /** Number of records of all kinds. */
    int entries() {
        return entries;
    }

    /** The stream in slices. */
    List<List<LogEntry>> slices() {
        return slices;
    }

    /** Records to send, in the same order. */
    static List<ProducerRecord<byte[], byte[]>> records(List<LogEntry> entries, AvroSerde serde) {
        return entries.stream().map(entry -> entry.record(serde)).toList();
    }
}
