package dev.freshet.audit.leakage;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditRefusedException;
import dev.freshet.core.example.Example;
import dev.freshet.core.leakage.LeakageRules;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.leakage.LogIndex;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.codec.ExampleDecoder;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds topics against the rules about leaks, one partition of the log after the other. Used once, by one thread. */
public final class LeakageAudit {

    private final LogSnapshot topics;
    private final AvroSerde serde;
    private final TopologyConfig config;
    private final AuditedVersions versions;
    private final LeakageReport report = new LeakageReport();
    private long records;

    /** @param model the name of the model whose versions judged */
    public LeakageAudit(LogSnapshot topics, AvroSerde serde, TopologyConfig config, String model) {
        this.topics = topics;
        this.serde = serde;
        this.config = config;
        this.versions = new AuditedVersions(model);
    }

    /**
     * Reads everything.
     *
     * @param listener told how far it is
     * @throws AuditRefusedException when the log has lost its beginning
     */
    public LeakageReport run(AuditListener listener) {
        topics.requireWhole(Topics.TRAINING_METRICS);
        topics.requireWhole(Topics.TRAINING_EXAMPLES);
        topics.requireWhole(Topics.USER_EVENTS);
        topics.requireWhole(Topics.REJECTED_EVENTS);
        topics.requireWhole(Topics.DEAD_LETTERS);
        topics.read(
                Topics.TRAINING_METRICS,
                0,
                record -> versions.add(record.offset(), (TrainingMetrics)
                        serde.deserializer().deserialize(record.topic(), record.value())));
        for (int partition : topics.partitions(Topics.TRAINING_EXAMPLES)) {
            partition(partition, listener);
        }
        report.judged(versions.windows(), versions.groups());
        report.found(Topics.TRAINING_METRICS, 0, versions.finish());
        return report;
    }

    private void partition(int partition, AuditListener listener) {
        Runnable step = () -> {
            records++;
            listener.check(() -> String.format(Locale.ROOT, "partition %d  %,d records read", partition, records));
        };
        LogIndex log = AuditedLog.read(topics, serde, config, partition, step);
        LeakageRules rules = new LeakageRules(log);
        long[] examples = {0};
        topics.read(Topics.TRAINING_EXAMPLES, partition, record -> {
            if (serde.deserializer().deserialize(record.topic(), record.value()) instanceof TrainingExample wire) {
                examples[0]++;
                check(record, wire, rules);
            }
            step.run();
        });
        report.found(Topics.TRAINING_EXAMPLES, partition, rules.finish());
        report.partition(log.events(), examples[0], rules.groups(), rules.targets());
    }

    private void check(ConsumerRecord<byte[], byte[]> record, TrainingExample wire, LeakageRules rules) {
        Example example;
        try {
            example = ExampleDecoder.of(wire);
        } catch (IllegalArgumentException e) {
            report.found(
                    Topics.TRAINING_EXAMPLES,
                    record.partition(),
                    List.of(new LeakageViolation(
                            record.offset(), wire.getUserId(), null, Leak.OUT_OF_ORDER, e.getMessage())));
            return;
        }
        versions.seen(record.partition(), record.offset(), example);
        report.found(
                Topics.TRAINING_EXAMPLES,
                record.partition(),
                rules.check(record.offset(), record.timestamp(), example));
    }
}
