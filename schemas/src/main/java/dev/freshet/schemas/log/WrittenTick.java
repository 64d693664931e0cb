package dev.freshet.schemas.log;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A tick in user-events whose origin is known.
 *
 * @param time epoch milliseconds
 */
public record WrittenTick(int partition, long offset, long time, TickOrigin origin) {

    /** The tick that a record is; empty for other records. */
    public static Optional<WrittenTick> of(ConsumerRecord<byte[], byte[]> record) {
        return TickOrigin.of(record.headers())
                .map(origin -> new WrittenTick(record.partition(), record.offset(), record.timestamp(), origin));
    }

    /** Its place and time, for messages. */
    public String words() {
        return "partition " + partition + " offset " + offset + ", dated " + Instant.ofEpochMilli(time);
    }
}
