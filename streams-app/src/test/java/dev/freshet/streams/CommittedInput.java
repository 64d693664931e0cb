package dev.freshet.streams;

import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether an application has committed all input; its watermark is visible before the last record's timers have fired.
 */
final class CommittedInput {

    private CommittedInput() {}

    static boolean isAll(Admin admin, String application, int partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> events = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.USER_EVENTS.topic(), partition),
                        partition -> OffsetSpec.latest()));
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return admin.listOffsets(events).all().get().entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return offset != null && offset.offset() >= end.getValue().offset();
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
