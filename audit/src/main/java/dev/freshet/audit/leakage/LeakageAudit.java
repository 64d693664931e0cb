package dev.freshet.audit.leakage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditRefusedException;
import dev.freshet.audit.AuditResult;
import dev.freshet.audit.RecordDecoder;
import dev.freshet.core.example.Example;
import dev.freshet.core.leakage.CountRules;
import dev.freshet.core.leakage.LeakageRules;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.leakage.LogIndex;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.codec.CountsCodec;
import dev.freshet.schemas.codec.ExampleDecoder;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Checks topics against the leakage rules, one partition of the log after the other, then the statistics of versions over
 * all. Used once, by one thread.
 */
public final class LeakageAudit {

    /** Most violations that the result keeps for each partition. */
    public static final int MOST_SHOWN = 1000;

    private final Map<String, ?> kafka;
    private final TopologyConfig config;
    private final AvroSerde serde;
    private final AuditListener listener;
    private final RecordDecoder decoder;
    private final AuditedVersions versions;
    private final AuditedStatistics statistics;
    private final LeakageFindings findings = new LeakageFindings();
    private long records;

    /**
     * Prepares an audit.
     *
     * @param config of the application that made the examples
     * @param model the name of the model whose versions are audited
     */
    public LeakageAudit(
            Map<String, ?> kafka,
            TopologyConfig config,
            SchemaRegistry registry,
            AuditListener listener,
            String model) {
        this.kafka = kafka;
        this.config = config;
        this.serde = new AvroSerde(registry);
        this.listener = listener;
        this.decoder = new RecordDecoder(registry);
        this.versions = new AuditedVersions(model);
        this.statistics = new AuditedStatistics(model);
    }

    /**
     * Runs the audit.
     *
     * @throws AuditRefusedException when a topic has lost its first records, or holds no example
     */
    public AuditResult run() {
        LogSnapshot topics = LogSnapshot.take(kafka, listener);
        topics.requireWhole();
        topics.read(
                Topics.MODEL,
                0,
                record -> statistics.add(
                        record.offset(), key(record), decoder.value(record).orElse(null)));
        topics.read(
                Topics.TRAINING_METRICS,
                0,
                record -> versions.add(
                        record.offset(), serde.deserializer().deserialize(record.topic(), record.value())));
        topics.partitions(Topics.TRAINING_EXAMPLES).forEach(partition -> partition(topics, partition));
        if (findings.examples() == 0) {
            throw new AuditRefusedException(
                    AuditRefusedException.Reason.NO_EXAMPLES,
                    "training-examples holds no group and no target: an audit of nothing does not pass");
        }
        statistics(topics, statistics.versions());
        findings.evaluated(versions.windows(), versions.groups());
        findings.add(Topics.TRAINING_METRICS, 0, versions.finish());
        return findings.result();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), UTF_8);
    }

    private void statistics(LogSnapshot topics, List<VersionStatistics> published) {
        if (published.isEmpty()) {
            return;
        }
        try (MergedLog log = MergedLog.open(topics)) {
            StatisticsReplay replay = new StatisticsReplay(
                    log,
                    !versions.haveBegunWithFile(),
                    record -> decoder.value(record).orElse(null),
                    step("statistics"));
            findings.add(Topics.MODEL, 0, replay.check(published));
            findings.statistics(published.size(), replay);
        }
    }

    private Runnable step(String what) {
        return () -> {
            records++;
            listener.check(() -> String.format(Locale.ROOT, "%s, %,d records read", what, records));
        };
    }

    private void partition(LogSnapshot topics, int partition) {
        Runnable step = step("partition " + partition);
        LogIndex log = AuditedLog.read(topics, serde, config, partition, step);
        LeakageRules rules = new LeakageRules(log);
        CountRules counts = new CountRules(log);
        long[] examples = {0};
        topics.read(Topics.TRAINING_EXAMPLES, partition, record -> {
            SpecificRecord value = serde.deserializer().deserialize(record.topic(), record.value());
            if (value instanceof TrainingExample wire) {
                examples[0]++;
                check(record, wire, rules);
            } else if (value instanceof ProductCounts wire) {
                check(record, wire, counts);
            }
            step.run();
        });
        findings.add(Topics.TRAINING_EXAMPLES, partition, rules.finish());
        findings.partition(log.events(), examples[0], rules.groups(), rules.targets());
    }

    private void check(ConsumerRecord<byte[], byte[]> record, ProductCounts wire, CountRules rules) {
        try {
            findings.add(
                    Topics.TRAINING_EXAMPLES,
                    record.partition(),
                    rules.check(record.offset(), record.timestamp(), CountsCodec.decode(wire)));
        } catch (IllegalArgumentException e) {
            damaged(record, null, e);
        }
    }

    private void damaged(ConsumerRecord<byte[], byte[]> record, String userId, IllegalArgumentException e) {
        findings.add(
                Topics.TRAINING_EXAMPLES,
                record.partition(),
                List.of(new LeakageViolation(record.offset(), userId, null, Leak.OUT_OF_ORDER, e.getMessage())));
    }

    private void check(ConsumerRecord<byte[], byte[]> record, TrainingExample wire, LeakageRules rules) {
        Example example;
        try {
            example = ExampleDecoder.of(wire);
        } catch (IllegalArgumentException e) {
            damaged(record, wire.getUserId(), e);
            return;
        }
        versions.seen(record.partition(), record.offset(), example);
        findings.add(
                Topics.TRAINING_EXAMPLES,
                record.partition(),
                rules.check(record.offset(), record.timestamp(), example));
    }
}
