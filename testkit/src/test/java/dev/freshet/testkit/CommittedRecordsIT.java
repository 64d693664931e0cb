package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@link TestKafka#records} while transactions begin and end. */
@ExtendWith(KafkaExtension.class)
class CommittedRecordsIT {

    @Test
    void shouldWaitForOpenTransactions(TestKafka kafka) throws Exception {
        kafka.deleteTopics();
        kafka.createTopics(1, "written", "empty");
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "committed-records");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("written", "key", "committed")).get();
            CompletableFuture<List<ConsumerRecord<byte[], byte[]>>> read =
                    CompletableFuture.supplyAsync(() -> kafka.records("written"));
            for (int i = 0; i < 5; i++) {
                assertThat(kafka.records("empty")).isEmpty(); // as long as a read that does not wait
            }
            assertThat(read).isNotDone();

            producer.commitTransaction();
            assertThat(read.get(15, TimeUnit.MINUTES)).hasSize(1);

            producer.beginTransaction();
            producer.send(new ProducerRecord<>("written", "key", "aborted")).get();
            producer.abortTransaction();
            assertThat(kafka.records("written")).hasSize(1);
        }
    }
}
