package dev.freshet.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.TestKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Requests of a few customers with full histories, and their answers. */
final class RequestFlood implements AutoCloseable {

    private static final int CUSTOMERS = 5;
    private static final int HISTORY = 600;

    private final TestKafka kafka;
    private final AvroSerde serde;
    private final KafkaProducer<byte[], byte[]> producer;
    private int sent;

    RequestFlood(TestKafka kafka, AvroSerde serde) {
        this.kafka = kafka;
        this.serde = serde;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Clicks that fill the window of each customer. */
    static List<UserEvent> histories(long from) {
        return IntStream.range(0, CUSTOMERS * HISTORY)
                .mapToObj(i -> event("customer" + i % CUSTOMERS, from + i))
                .toList();
    }

    /** Events of other customers. */
    static List<UserEvent> events(int n, long from) {
        return IntStream.range(0, n)
                .mapToObj(i -> event("other" + i % 1000, from + i))
                .toList();
    }

    private static UserEvent event(String user, long timestamp) {
        return new UserEvent(user, "p" + timestamp % 40, ActionType.CLICK, "page", timestamp, null, null);
    }

    /** Sends requests of one time and returns when the broker has all of them. */
    void send(int n, long timestamp) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            acknowledged.add(send(timestamp));
        }
        for (Future<RecordMetadata> one : acknowledged) {
            one.get();
        }
    }

    /** Sends one request. */
    Future<RecordMetadata> send(long timestamp) {
        String topic = Topics.SCORE_REQUESTS.topic();
        String user = "customer" + sent % CUSTOMERS;
        ScoreRequest request = new ScoreRequest("q" + sent++, user, "page", timestamp, List.of("a", "b", "c"), null);
        byte[] value = serde.serializer().serialize(topic, request);
        return producer.send(new ProducerRecord<>(topic, null, timestamp, user.getBytes(UTF_8), value));
    }

    /** Requests sent so far. */
    int sent() {
        return sent;
    }

    /** Committed answers in order. */
    List<Scores> answers() {
        String topic = Topics.SCORES.topic();
        return kafka.records(topic).stream()
                .map(record -> (Scores) serde.deserializer().deserialize(topic, record.value()))
                .collect(toList());
    }

    @Override
    public void close() {
        producer.close();
    }
}
