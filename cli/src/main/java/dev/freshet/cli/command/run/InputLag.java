package dev.freshet.cli.command.run;

import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far the streams app's commits are behind what the replay has written. */
public final class InputLag {

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, OffsetSpec> partitions;

    /**
     * Watches an application.
     *
     * @param group the streams app's application.id
     * @param partitions of each input topic
     */
    public InputLag(Admin admin, String group, int partitions) {
        this.admin = admin;
        this.group = group;
        List<TopicPartition> inputs = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            inputs.add(new TopicPartition(Topics.USER_EVENTS.topic(), partition));
            inputs.add(new TopicPartition(Topics.SCORE_REQUESTS.topic(), partition));
        }
        this.partitions = inputs.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    }

    /**
     * Whether everything written is processed and committed. The replay writes in transactions, so a partition's last
     * offset is a marker, which a commit may or may not count.
     */
    public boolean isNone() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(partitions).all().get();
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return (offset == null ? 0 : offset.offset()) >= end.getValue().offset() - 1;
            });
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the lag of " + group + " could not be read", e.getCause());
        }
    }
}
