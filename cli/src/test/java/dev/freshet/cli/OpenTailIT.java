package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.cli.command.run.OpenTail;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class OpenTailIT {

    private static final String TOPIC = "training-examples";

    @Test
    void shouldSeeATransactionUntilItIsSettled(TestKafka kafka) {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(3));
        OpenTail tail = new OpenTail(kafka.admin(), TOPIC, 3);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "open-tail");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            assertThat(tail.isNone()).isTrue();

            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(TOPIC, 1, "key", "value"));
            producer.flush();
            assertThat(tail.isNone()).isFalse();

            producer.commitTransaction();
            await().atMost(Duration.ofMinutes(1)).until(tail::isNone);
        }
    }
}
