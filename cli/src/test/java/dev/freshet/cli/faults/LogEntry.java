package dev.freshet.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of a {@link KnownLog}.
 *
 * @param partition null for the partition of the customer
 * @param user null for a tick
 * @param value null for bytes that no schema decodes
 */
record LogEntry(Topics topic, Integer partition, String user, SpecificRecord value, long time) {

    static LogEntry of(UserEvent event) {
        return new LogEntry(Topics.USER_EVENTS, null, event.getUserId(), event, event.getTimestamp());
    }

    static LogEntry of(ScoreRequest request) {
        return new LogEntry(Topics.SCORE_REQUESTS, null, request.getUserId(), request, request.getTimestamp());
    }

    static LogEntry tick(int partition, long time) {
        return new LogEntry(Topics.USER_EVENTS, partition, null, new Tick(time), time);
    }

    static LogEntry unreadable(String user, long time) {
        return new LogEntry(Topics.USER_EVENTS, null, user, null, time);
    }

    ProducerRecord<byte[], byte[]> record(AvroSerde serde) {
        byte[] key = user == null ? null : user.getBytes(UTF_8);
        byte[] bytes = value == null ? new byte[] {1, 2, 3} : serde.serializer().serialize(topic.topic(), value);
        return new ProducerRecord<>(topic.topic(), partition, time, key, bytes);
    }
}
