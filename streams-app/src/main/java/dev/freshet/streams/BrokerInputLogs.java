package dev.freshet.streams;

import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.streams.store.InputLog;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Asks the brokers about the input topics. Thread-safe. */
final class BrokerInputLogs implements InputLog.Source, AutoCloseable {

    private final Admin admin;

    /** @param client settings of Kafka clients */
    BrokerInputLogs(Map<String, Object> client) {
        this.admin = Admin.create(client);
    }

    /** @throws RetriableException when the brokers do not answer in time */
    @Override
    public InputLog of(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        String id = get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                .topicId()
                .toString();
        return new InputLog(id, offset(place, OffsetSpec.earliest()), offset(place, OffsetSpec.latest()));
    }

    private long offset(TopicPartition place, OffsetSpec spec) {
        return get(admin.listOffsets(Map.of(place, spec)).partitionResult(place))
                .offset();
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return AdminAnswers.get(answer, "the brokers do not say what an input topic holds");
        } catch (KafkaException e) {
            throw e.getCause() instanceof RetriableException passing ? passing : e;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
