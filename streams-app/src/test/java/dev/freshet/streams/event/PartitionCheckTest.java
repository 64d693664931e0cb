package dev.freshet.streams.event;

import static dev.freshet.schemas.ActionType.CLICK;
import static dev.freshet.streams.TopologyHarness.T0;
import static dev.freshet.streams.TopologyHarness.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.streams.TopologyHarness;
import dev.freshet.streams.store.TaskCounter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartitionCheckTest {

    private static final int PARTITIONS = 3;
    private static final Map<String, String> AT_ONCE = Map.of("requests.model.wait", "0s");

    @TempDir
    Path dir;

    /** A user whose records Kafka's producer sends to the given partition. */
    private static String userOf(int partition) {
        for (int i = 0; ; i++) {
            String user = "user" + i;
            if (BuiltInPartitioner.partitionForKey(user.getBytes(UTF_8), PARTITIONS) == partition) {
                return user;
            }
        }
    }

    @Test
    void shouldRejectEventsInTheWrongPartition() {
        try (TopologyHarness topology = new TopologyHarness(dir, AT_ONCE, () -> null, PARTITIONS)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                topology.send(event(userOf(partition), "p", CLICK, T0, null));
            }

            List<RejectedEvent> rejected = topology.rejected();
            assertThat(rejected).extracting(RejectedEvent::getReason).containsOnly(RejectReason.WRONG_PARTITION);
            assertThat(rejected).extracting(each -> each.getEvent().getUserId()).containsExactly(userOf(1), userOf(2));
            assertThat(rejected.get(1).getDetail())
                    .contains("belongs to partition 2 of 3, found in 0")
                    .contains("murmur2_random")
                    .contains("partitioner=any");
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(1);
            assertThat(topology.balanceCloses()).isTrue();
        }
    }

    @Test
    void shouldAnswerARequestInTheWrongPartitionWithTheReason() {
        try (TopologyHarness topology = new TopologyHarness(dir, AT_ONCE, () -> null, PARTITIONS)) {
            topology.request(new ScoreRequest("astray", userOf(1), null, T0, List.of("p"), null));
            topology.request(new ScoreRequest("home", userOf(0), null, T0, List.of("p"), null));

            assertThat(topology.scores())
                    .extracting(Scores::getRequestId, Scores::getDegraded)
                    .containsExactly(tuple("astray", "WRONG_PARTITION"));
            assertThat(topology.rejected())
                    .extracting(each -> each.getRequest().getRequestId())
                    .containsExactly("astray");
        }
    }

    @Test
    void shouldAcceptAnyPartitionIfThePartitionerIsAny() {
        Map<String, String> any = Map.of("partitioner", "any");
        try (TopologyHarness topology = new TopologyHarness(dir, any, () -> null, PARTITIONS)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                topology.send(event(userOf(partition), "p", CLICK, T0, null));
            }

            assertThat(topology.rejected()).isEmpty();
            assertThat(topology.counter(TaskCounter.ACCEPTED)).isEqualTo(PARTITIONS);
        }
    }
}
