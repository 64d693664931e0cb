package dev.freshet.cli.faults;

import dev.freshet.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Whether the streams app has processed everything that was sent. */
final class Done {

    private final Admin admin;
    private final int partitions;

    Done(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /** Whether the offsets of all input are committed and no output is in an open transaction. */
    boolean isDone() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("freshet")
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (Topics topic : new Topics[] {Topics.USER_EVENTS, Topics.SCORE_REQUESTS}) {
                for (var end : ends(topic, IsolationLevel.READ_UNCOMMITTED).entrySet()) {
                    OffsetAndMetadata at = committed.get(end.getKey());
                    if ((at == null ? 0 : at.offset()) < end.getValue()) {
                        return false;
                    }
                }
            }
            return isClosed(Topics.TRAINING_EXAMPLES) && isClosed(Topics.SCORES);
        } catch (ExecutionException e) {
            return false; // a broker is unavailable
        }
    }

    private boolean isClosed(Topics topic) throws ExecutionException, InterruptedException {
        return ends(topic, IsolationLevel.READ_COMMITTED).equals(ends(topic, IsolationLevel.READ_UNCOMMITTED));
    }

    private Map<TopicPartition, Long> ends(Topics topic, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        IntStream.range(0, partitions)
                .forEach(p -> wanted.put(new TopicPartition(topic.topic(), p), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
