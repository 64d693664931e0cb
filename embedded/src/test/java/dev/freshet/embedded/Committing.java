package dev.freshet.embedded;

import dev.freshet.schemas.topic.PartitionLeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A process that runs a broker and commits transactions over several partitions until it is killed. */
final class Committing {

    static final List<String> TOPICS = List.of("a", "b", "c", "d");

    private Committing() {}

    /** Takes the broker's directory; prints a line once 100 transactions are committed. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Stream<NewTopic> topics = TOPICS.stream().map(topic -> new NewTopic(topic, 1, (short) 1));
            admin.createTopics(topics.toList()).all().get();
            PartitionLeaders.await(admin, TOPICS);
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "committing"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            for (int i = 0; ; i++) {
                producer.beginTransaction();
                for (String topic : TOPICS) {
                    var unused = producer.send(new ProducerRecord<>(topic, "value " + i));
                }
                producer.commitTransaction();
                if (i == 100) {
                    System.out.println("committing");
                }
            }
        }
    }
}
