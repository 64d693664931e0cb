package dev.freshet.replay;

import dev.freshet.core.retry.StallTimer;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.NewestTicks;
import dev.freshet.schemas.log.ReaderSettings;
import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.log.WrittenTick;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds ticks of the wall clock among the records of a replay. They date the topic to the present, so the streams app
 * counts every row behind them as late. Looked for before each commit, so no row behind one is ever visible. It reads
 * only where offsets show that others have written.
 */
final class LiveTickGuard {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, ?> kafka;
    private final OwnOffsets offsets;
    private final Optional<WrittenTick> atStart;

    private LiveTickGuard(Map<String, ?> kafka, NewestTicks newest) {
        this.kafka = kafka;
        this.offsets = new OwnOffsets(newest.ends().entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue)));
        this.atStart = newest.ticks().stream()
                .filter(tick -> tick.origin() == TickOrigin.LIVE)
                .max(Comparator.comparingLong(WrittenTick::time));
    }

    /** Begins where the topic ends now, with nothing of this replay in an open transaction. */
    static LiveTickGuard start(Map<String, ?> kafka) {
        return new LiveTickGuard(kafka, NewestTicks.read(kafka, LogEnd.COMMITTED));
    }

    /** The latest of the partitions' newest ticks at the start that are the wall clock's. */
    Optional<WrittenTick> atStart() {
        return atStart;
    }

    OwnOffsets offsets() {
        return offsets;
    }

    /** A live tick before a record of the open transaction, all of whose records are in the log. */
    Optional<WrittenTick> inTransaction() {
        return offsets.gaps().entrySet().stream()
                .flatMap(gap -> liveTick(gap.getKey(), gap.getValue()).stream())
                .findFirst();
    }

    private Optional<WrittenTick> liveTick(int partition, OwnOffsets.Gap gap) {
        TopicPartition events = new TopicPartition(Topics.USER_EVENTS.topic(), partition);
        StallTimer timer = new StallTimer(PATIENCE);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                ReaderSettings.uncommitted(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(events));
            consumer.seek(events, gap.from());
            while (consumer.position(events) < gap.end()) {
                if (timer.isOver()) {
                    throw new TimeoutException(events + " could not be read from offset " + gap.from() + " to "
                            + gap.end() + " within " + PATIENCE.toSeconds() + " s");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Optional<WrittenTick> tick = WrittenTick.of(record)
                            .filter(found -> found.origin() == TickOrigin.LIVE && found.offset() < gap.end());
                    if (tick.isPresent()) {
                        return tick;
                    }
                }
            }
            return Optional.empty();
        }
    }
}
