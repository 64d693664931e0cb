package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.example.Example;
import dev.freshet.core.leakage.CountRules;
import dev.freshet.core.leakage.LeakageRules;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LogIndex;
import dev.freshet.core.leakage.LoggedEvent;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.codec.ActionCodec;
import dev.freshet.schemas.codec.CountsCodec;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskCounter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;

/** A log that the topology has processed, and the resulting examples. */
final class LeakRun {

    /** An example with the time of its record. */
    record Emitted(long time, Example example) {}

    private final TopologyConfig config;
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Object> taken = new ArrayList<>();
    /** Offsets of events from the future. */
    private final Set<Long> rejected = new HashSet<>();

    private final List<Emitted> emitted = new ArrayList<>();
    private final List<IntervalCounts> counts = new ArrayList<>();
    private final long left;
    private final long idsNotKept;

    LeakRun(Path dir, LeakCustomers customers) {
        try (TopologyHarness topology = new TopologyHarness(dir, customers.settings(), () -> null)) {
            config = topology.config();
            for (Object next : customers.log()) {
                if (next instanceof UserEvent event) {
                    topology.send(event);
                } else {
                    topology.tick((Long) next);
                }
            }
            left = topology.counter(TaskCounter.CUSTOMERS_LEFT);
            idsNotKept = topology.counter(TaskCounter.EVENT_IDS_NOT_KEPT);
            topology.rejected().forEach(event -> rejected.add(event.getOffset()));
            for (int offset = 0; offset < customers.log().size(); offset++) {
                take(offset, customers.log().get(offset));
            }
            for (TestRecord<byte[], byte[]> record : topology.raw(Topics.TRAINING_EXAMPLES)) {
                SpecificRecord value =
                        topology.serde.deserializer().deserialize(Topics.TRAINING_EXAMPLES.topic(), record.value());
                if (value instanceof TrainingExample example) {
                    emitted.add(new Emitted(record.timestamp(), WrittenExamples.read(example)));
                } else if (value instanceof ProductCounts counted) {
                    assertThat(record.timestamp()).isEqualTo(counted.getTo());
                    counts.add(CountsCodec.decode(counted));
                }
            }
        }
    }

    /** Records of counts. */
    int counts() {
        return counts.size();
    }

    /** Customers who left. */
    long left() {
        return left;
    }

    /** Event ids that were not remembered. */
    long idsNotKept() {
        return idsNotKept;
    }

    private void take(int offset, Object next) {
        if (next instanceof UserEvent event) {
            LoggedEvent logged = new LoggedEvent(
                    offset,
                    event.getUserId(),
                    event.getProductId(),
                    ActionCodec.of(event.getActionType()),
                    event.getSourceType(),
                    event.getTimestamp(),
                    event.getRequestId(),
                    event.getEventId());
            if (!rejected.contains((long) offset)) {
                events.add(logged);
            }
            taken.add(logged);
        } else {
            taken.add(next);
        }
    }

    /** Events that the topology has not rejected, duplicates included. */
    List<LoggedEvent> events() {
        return events;
    }

    List<Emitted> emitted() {
        return emitted;
    }

    List<LeakageViolation> violations() {
        return violations(emitted);
    }

    /**
     * Violations that the rules find in the given examples. The offsets of the violations are indices of these
     * examples.
     */
    List<LeakageViolation> violations(List<Emitted> instead) {
        LogIndex index = new LogIndex(config.groups(), config.time(), config.dedup());
        for (Object next : taken) {
            if (next instanceof LoggedEvent event && rejected.contains(event.offset())) {
                index.addRejected(event);
            } else if (next instanceof LoggedEvent event) {
                index.add(event);
            } else {
                index.tick((Long) next);
            }
        }
        LeakageRules rules = new LeakageRules(index);
        List<LeakageViolation> violations = new ArrayList<>();
        for (IntervalCounts counted : counts) {
            violations.addAll(new CountRules(index).check(-1, counted.to(), counted));
        }
        for (int offset = 0; offset < instead.size(); offset++) {
            Emitted next = instead.get(offset);
            violations.addAll(rules.check(offset, next.time(), next.example()));
        }
        violations.addAll(rules.finish());
        return violations;
    }
}
