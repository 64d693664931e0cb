package dev.freshet.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CompactedTopicReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition("model", 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final CompactedTopicReader log = new CompactedTopicReader(consumer, Topics.MODEL);
    private final List<String> received = new ArrayList<>();

    @Test
    void shouldBringARecordAgainWhoseReceiverFailed() {
        fill("a", "b", "c");

        assertThatThrownBy(() -> log.readToEnd((key, value) -> {
                    if (key.equals("b")) {
                        throw new IllegalStateException("the registry is down");
                    }
                    received.add(key);
                }))
                .hasMessage("the registry is down");
        refill("b", "c");
        log.readToEnd((key, value) -> received.add(key));

        assertThat(received).containsExactly("a", "b", "c");
    }

    @Test
    void shouldStopAtTheEndOfTheTimeOfTheCall() {
        fill("a", "b");
        log.readToEnd((key, value) -> received.add(key));
        consumer.addRecord(record(2, "later"));

        assertThat(received).containsExactly("a", "b");
        log.poll(Duration.ZERO, (key, value) -> received.add(key));
        assertThat(received).containsExactly("a", "b", "later");
    }

    @Test
    void shouldReadAnEmptyTopicAtOnce() {
        fill();

        log.readToEnd((key, value) -> received.add(key));

        assertThat(received).isEmpty();
    }

    private void fill(String... keys) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) keys.length));
        for (int offset = 0; offset < keys.length; offset++) {
            consumer.addRecord(record(offset, keys[offset]));
        }
    }

    /** The mock hands every record out once: what a broker would fetch again is put back, from offset 1. */
    private void refill(String... keys) {
        assertThat(consumer.position(PARTITION)).isEqualTo(1);
        for (int i = 0; i < keys.length; i++) {
            consumer.addRecord(record(1 + i, keys[i]));
        }
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key) {
        return new ConsumerRecord<>("model", 0, offset, key, new byte[0]);
    }
}
