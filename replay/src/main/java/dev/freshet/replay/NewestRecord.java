package dev.freshet.replay;

import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.TopicReader;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the event time that a topic has reached: the greatest time among the last committed records of each partition.
 * The broker's offset of the greatest timestamp cannot be used after transactions: it includes their markers, which
 * carry the broker's clock.
 */
final class NewestRecord {

    /**
     * Number of offsets to read from the end of a partition; more are read only if none of them holds a committed
     * record.
     */
    private static final long LOOK_BACK = 1024;

    private static final long NONE = Long.MIN_VALUE;

    private NewestRecord() {}

    /**
     * Epoch milliseconds; empty when the topic holds no committed record. The replay's producer has already ended its
     * predecessor's transaction, so the last stable offset covers everything that an earlier replay committed.
     */
    static OptionalLong time(Map<String, ?> kafka, String topic) {
        try (TopicReader records = TopicReader.open(kafka, topic)) {
            Map<TopicPartition, Long> beginnings = records.beginnings();
            return records.ends(LogEnd.COMMITTED).entrySet().stream()
                    .mapToLong(end -> newest(records, end.getKey(), beginnings.get(end.getKey()), end.getValue()))
                    .filter(time -> time != NONE)
                    .max();
        }
    }

    private static long newest(TopicReader records, TopicPartition partition, long first, long end) {
        AtomicLong newest = new AtomicLong(NONE);
        long from = end;
        for (long back = LOOK_BACK; newest.get() == NONE && from > first; back *= 4) {
            from = Math.max(first, end - back);
            records.seek(partition, from);
            records.readTo(Map.of(partition, end), record -> newest.accumulateAndGet(record.timestamp(), Math::max));
        }
        return newest.get();
    }
}
