package dev.freshet.audit.replay;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.RecordDecoder;
import dev.freshet.core.event.PlausibleTime;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Copies partitions of user-events byte for byte, each in order. */
final class EventCopy implements AutoCloseable {

    private static final String TOPIC = Topics.USER_EVENTS.topic();

    private final Map<String, ?> from;
    private final RecordDecoder decoder;
    private final AuditListener listener;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    EventCopy(Map<String, ?> from, Map<String, ?> to, RecordDecoder decoder, AuditListener listener) {
        this.from = from;
        this.decoder = decoder;
        this.listener = listener;
        Map<String, Object> settings = new HashMap<>(to);
        // A topic's size limit applies to compressed batches.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * TopicSettings.LARGEST_RECORD);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Copies a partition up to an offset, or to the first tick at or past a time: events after that tick emit nothing
     * before that time.
     *
     * @return the number of records
     */
    long copy(int partition, long end, long until) {
        long copied = 0;
        TopicPartition events = new TopicPartition(TOPIC, partition);
        try (TopicReader reader = TopicReader.open(from, List.of(events), listener)) {
            Iterator<ConsumerRecord<byte[], byte[]>> records = reader.iterator(events, end);
            while (records.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = records.next();
                send(record);
                copied++;
                if (until != Long.MAX_VALUE && hasReached(record, until)) {
                    break;
                }
            }
        }
        producer.flush();
        if (failure.get() != null) {
            throw new KafkaException(
                    TOPIC + " could not be copied: " + failure.get().getMessage(), failure.get());
        }
        return copied;
    }

    private void send(ConsumerRecord<byte[], byte[]> record) {
        var unused = producer.send(
                new ProducerRecord<>(
                        TOPIC,
                        record.partition(),
                        Math.max(0, record.timestamp()),
                        record.key(),
                        record.value(),
                        record.headers()),
                (written, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    private boolean hasReached(ConsumerRecord<byte[], byte[]> record, long until) {
        return record.key() == null
                && decoder.value(record).orElse(null) instanceof Tick tick
                && tick.getTimestamp() >= until
                && PlausibleTime.contains(tick.getTimestamp()); // other ticks become dead letters and move no watermark
    }

    @Override
    public void close() {
        producer.close();
    }
}
