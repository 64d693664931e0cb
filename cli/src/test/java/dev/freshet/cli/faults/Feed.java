package dev.freshet.cli.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The shop's producer: sends records in order, and retries until they are stored. */
final class Feed implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    Feed(String brokers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a slice evenly over a span of time; completes when every record is stored. */
    CompletableFuture<Void> send(List<ProducerRecord<byte[], byte[]>> slice, int overMs) {
        return CompletableFuture.runAsync(() -> {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            long begun = System.nanoTime();
            try {
                for (int i = 0; i < slice.size(); i++) {
                    long due = begun
                            + Duration.ofMillis((long) overMs * i / slice.size())
                                    .toNanos();
                    Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                    sent.add(producer.send(slice.get(i)));
                }
                producer.flush();
                for (Future<RecordMetadata> record : sent) {
                    record.get();
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("the log could not be sent", e);
            }
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
