package dev.freshet.cli.command.score;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A client over Kafka, as a shop would write it. It writes a request to score-requests and reads the answer from the
 * same partition of scores.
 */
final class ScoreClient implements AutoCloseable {

    private final AvroSerde serde;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param kafka settings of Kafka clients; bootstrap.servers at least */
    ScoreClient(Map<String, Object> kafka, SchemaRegistry registry) {
        serde = new AvroSerde(registry);
        Map<String, Object> reading = new HashMap<>(kafka);
        reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        producer = new KafkaProducer<>(kafka, new StringSerializer(), serde.serializer());
        consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @return empty when no answer arrives in time
     * @throws KafkaException when the request cannot be sent
     */
    Optional<Scores> ask(ScoreRequest request, Duration patience) throws InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SCORES.topic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // resolves the ends before the request, not at the first poll
        int partition = send(request);
        consumer.assign(List.of(new TopicPartition(Topics.SCORES.topic(), partition)));
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                SpecificRecord value = serde.deserializer().deserialize(record.topic(), record.value());
                if (value instanceof Scores scores && scores.getRequestId().equals(request.getRequestId())) {
                    return Optional.of(scores);
                }
            }
        }
        return Optional.empty();
    }

    private int send(ScoreRequest request) throws InterruptedException {
        try {
            RecordMetadata sent = producer.send(new ProducerRecord<>(
                            Topics.SCORE_REQUESTS.topic(), null, request.getTimestamp(), request.getUserId(), request))
                    .get();
            return sent.partition();
        } catch (ExecutionException e) {
            throw new KafkaException("the request could not be sent to " + Topics.SCORE_REQUESTS.topic(), e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
