package dev.freshet.launcher.replay;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Finds the newest record of a topic by time. */
final class NewestRecord {

    private NewestRecord() {}

    /** The greatest record time over all partitions, epoch milliseconds; empty when there are no records. */
    static OptionalLong time(Admin admin, String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> newest = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> OffsetSpec.maxTimestamp()));
        try {
            return admin.listOffsets(newest).all().get().values().stream()
                    .filter(info -> info.offset() >= 0)
                    .mapToLong(ListOffsetsResultInfo::timestamp)
                    .max();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the newest record of " + topic + " could not be found", e.getCause());
        }
    }
}
