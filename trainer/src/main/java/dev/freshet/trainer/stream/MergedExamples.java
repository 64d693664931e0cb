package dev.freshet.trainer.stream;

import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The examples of topic training-examples in merged order. Partitions that are silent for longer than {@code
 * merge.idle.timeout} no longer hold the others back. Not thread-safe.
 */
public final class MergedExamples implements ExampleStream, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MergedExamples.class);

    private final ExampleSource source;
    private final PartitionMerge<StreamContent> merge;
    private final int buffer;
    private final IdleTimeout idle;
    private final StallAlarm alarm = new StallAlarm(System::nanoTime);
    private final StallAlarm endAlarm = new StallAlarm(System::nanoTime);
    private boolean processing;
    private boolean skipped;

    /** The end of the log by partition, while it is being drained; else null. */
    private Map<Integer, Long> end;

    private MergedExamples(TrainerConfig config, ExampleSource source) {
        this.source = source;
        merge = new PartitionMerge<>(source.partitions());
        buffer = config.mergeBuffer();
        idle = new IdleTimeout(config.mergeIdleTimeout(), System::nanoTime);
    }

    /**
     * Begins to read.
     *
     * @param offsets where to start, by partition; the beginning for others
     */
    public static MergedExamples open(TrainerConfig config, AvroSerde serde, Map<Integer, Long> offsets) {
        return new MergedExamples(config, new ExampleSource(config, serde, offsets));
    }

    /** Waits for records, except of partitions that are far ahead of the others. */
    public void poll(Duration timeout) {
        source.poll(timeout, partition -> merge.waiting(partition) < buffer).forEach(merge::add);
    }

    /**
     * Polls towards the end that the log had at the first call. Partitions that are read up to it hold nothing back.
     *
     * @return whether all partitions are read up to it
     */
    public boolean pollToEnd(Duration timeout) {
        if (end == null) {
            end = source.endOffsets();
        }
        Map<Integer, Long> before = positions();
        poll(timeout);
        if (!positions().equals(before)) {
            endAlarm.moved();
        }
        List<Integer> open = new ArrayList<>();
        end.forEach((partition, offset) -> {
            if (source.position(partition) >= offset) {
                merge.end(partition);
            } else {
                open.add(partition);
            }
        });
        endAlarm.checkEnd(open);
        return open.isEmpty();
    }

    private Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        end.keySet().forEach(partition -> positions.put(partition, source.position(partition)));
        return positions;
    }

    /** Marks the end as reached. The next {@link #pollToEnd} looks up the log's end again. */
    public void endReached() {
        end = null;
    }

    /** Each call means that the previous record is processed, so a long training step does not count as a stall. */
    @Override
    public Optional<PartitionRecord<StreamContent>> fetch() {
        if (processing) {
            alarm.moved();
            idle.moved();
        }
        Optional<PartitionRecord<StreamContent>> next = merge.poll();
        if (next.isEmpty()) {
            List<Integer> silent = merge.holdingBack();
            alarm.check(silent);
            if (idle.isOver(silent)) {
                skip(silent);
                next = merge.poll();
            }
        }
        processing = next.isPresent();
        return next;
    }

    private void skip(List<Integer> silent) {
        skipped = true;
        silent.forEach(merge::end);
        LOG.warn(
                "partitions {} of training-examples have had neither examples nor watermarks for longer than {} and are"
                        + " skipped until they have some; versions from now on are marked deterministic=false",
                silent,
                TrainerSettings.MERGE_IDLE_TIMEOUT);
    }

    /** Whether silent partitions were skipped. If so, the order of records depends on when they were read. */
    public boolean hasSkippedPartitions() {
        return skipped;
    }

    /** The group under which consumed offsets are committed. */
    public ConsumerGroupMetadata group() {
        return source.group();
    }

    @Override
    public void close() {
        source.close();
    }
}
