package dev.freshet.streams;

import dev.freshet.schemas.topic.AdminAnswers;
import dev.freshet.streams.store.InputLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Asks the brokers about the input topics. Thread-safe. */
final class BrokerInputLogs implements InputLog.Source, AutoCloseable {

    /** A stream thread waits for the answers, so the limit is far below the transaction's. */
    private static final int ANSWER_MS = 5_000;

    private final Admin admin;
    private final String group;

    /**
     * Connects to the brokers.
     *
     * @param client settings of Kafka clients
     * @param group the application's consumer group
     */
    BrokerInputLogs(Map<String, Object> client, String group) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
        this.admin = Admin.create(settings);
        this.group = group;
    }

    @Override
    public InputLog of(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        var described = admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
        var first = admin.listOffsets(Map.of(place, OffsetSpec.earliest())).partitionResult(place);
        var last = admin.listOffsets(Map.of(place, OffsetSpec.latest())).partitionResult(place);
        var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
        OffsetAndMetadata committed = get(offsets).get(place);
        return new InputLog(
                get(described).topicId().toString(),
                get(first).offset(),
                get(last).offset(),
                committed == null ? 0 : committed.offset());
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
        admin.close(Duration.ofSeconds(1));
    }
}
