package dev.freshet.schemas.log;

import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest committed tick of each partition of user-events. A partition without one, or with none among its last
 * {@value #LOOK_BACK} records, is left out.
 *
 * @param ticks at most one of each partition
 * @param ends by partition, the first offset that was not looked at
 */
public record NewestTicks(List<WrittenTick> ticks, Map<TopicPartition, Long> ends) {

    /** Number of offsets to read first from the end of a partition; four times as many follow while no tick is found. */
    private static final long FIRST_LOOK = 1024;

    /** A replay writes a tick for each minute of its log, so its last one is near. */
    private static final long LOOK_BACK = 64 * FIRST_LOOK;

    /**
     * Reads the ends of the partitions.
     *
     * @param kafka how to reach Kafka
     * @param end where to stop: a replay that has just ended is seen to have ended only up to {@link LogEnd#WRITTEN}
     */
    public static NewestTicks read(Map<String, ?> kafka, LogEnd end) {
        List<WrittenTick> ticks = new ArrayList<>();
        try (TopicReader records = TopicReader.open(kafka, Topics.USER_EVENTS)) {
            Map<TopicPartition, Long> beginnings = records.beginnings();
            Map<TopicPartition, Long> ends = records.ends(end);
            ends.forEach((partition, offset) -> newest(records, partition, beginnings.get(partition), offset, ticks));
            return new NewestTicks(List.copyOf(ticks), ends);
        }
    }

    private static void newest(
            TopicReader records, TopicPartition partition, long first, long end, List<WrittenTick> newest) {
        List<WrittenTick> found = new ArrayList<>();
        long from = end;
        for (long back = FIRST_LOOK; found.isEmpty() && from > first && back <= LOOK_BACK; back *= 4) {
            from = Math.max(first, end - back);
            records.seek(partition, from);
            records.readTo(
                    Map.of(partition, end), record -> WrittenTick.of(record).ifPresent(found::add));
        }
        if (!found.isEmpty()) {
            newest.add(found.get(found.size() - 1));
        }
    }
}
