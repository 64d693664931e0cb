package dev.freshet.streams.score;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The timestamps by which a task picks its next input record, the lowest first. Live, requests are processed before
 * waiting events, so they are dated at 0; in a replay they keep their time. Event time is read from the records'
 * values.
 *
 * @param first whether to date requests at 0
 */
public record RequestTimestampExtractor(boolean first) implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return first ? 0 : Math.max(0, record.timestamp());
    }
}
