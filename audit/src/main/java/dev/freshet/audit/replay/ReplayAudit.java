package dev.freshet.audit.replay;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditRefusedException;
import dev.freshet.audit.AuditResult;
import dev.freshet.audit.LocalSchemas;
import dev.freshet.audit.PartitionOffsets;
import dev.freshet.audit.PartitionReader;
import dev.freshet.audit.RecordDecoder;
import dev.freshet.audit.Violations;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs an application's events again, from a copy in a scratch broker, and compares the examples with those that it has
 * emitted. Changes nothing: neither topics, nor the application's offsets, nor the registry.
 */
public final class ReplayAudit {

    private static final String EVENTS = Topics.USER_EVENTS.topic();
    private static final String EXAMPLES = Topics.TRAINING_EXAMPLES.topic();

    private final Map<String, ?> kafka;
    private final TopologyConfig config;
    private final String applicationId;
    private final SchemaRegistry registry;
    private final AuditListener watcher;

    /**
     * Prepares an audit.
     *
     * @param config of the application that is looked at
     */
    public ReplayAudit(Map<String, ?> kafka, TopologyConfig config, SchemaRegistry registry, AuditListener watcher) {
        this.kafka = kafka;
        this.config = config;
        this.applicationId = config.describe().get("application.id");
        this.registry = new LocalSchemas(registry);
        this.watcher = watcher;
    }

    /**
     * Makes the audit.
     *
     * @param scratchParent where the copy is made; null for the system's temporary directory
     * @throws AuditRefusedException when there is nothing to compare, or the events' beginning is gone
     */
    public AuditResult run(TimeWindow window, Path scratchParent) throws IOException {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            PartitionOffsets offsets = new PartitionOffsets(admin);
            EmittedRange range = EmittedRange.take(offsets, applicationId);
            requireBeginnings(offsets, range, window);
            requireExamples(range, window);
            watcher.check(() -> "starting   a broker for the copy");
            try (ReplayCluster scratch = ReplayCluster.start(scratchParent, range.partitions())) {
                long copied = copy(range, scratch, window);
                scratch.process(config, registry, watcher);
                return compare(range, scratch, window, copied);
            }
        }
    }

    private void requireBeginnings(PartitionOffsets offsets, EmittedRange range, TimeWindow window) {
        if (range.isEmpty()) {
            throw new AuditRefusedException("nothing to audit: application " + applicationId
                    + " has processed nothing of " + EVENTS + "; name yours with --set application.id=...");
        }
        offsets.beginnings(EVENTS).forEach((partition, beginning) -> {
            if (beginning > 0) {
                throw new AuditRefusedException(EVENTS + " " + partition + " begins at offset " + beginning
                        + ": what came before is gone, and with it what numbers the customers' events, so the examples"
                        + " cannot be made again; keep the topic for ever (retention.ms=-1, retention.bytes=-1), or"
                        + " replay the whole log into topics of their own and audit those");
            }
        });
        offsets.beginnings(EXAMPLES).forEach((partition, beginning) -> {
            if (beginning > 0) {
                requireKept(partition, range, window);
            }
        });
    }

    /** Of a partition whose first examples are gone, only what is later than the first one left is whole. */
    private void requireKept(int partition, EmittedRange range, TimeWindow window) {
        try (PartitionReader records = reader(kafka, partition, range.end(partition))) {
            long first = records.hasNext() ? records.next().timestamp() : Long.MAX_VALUE;
            if (window.from() <= first) {
                throw new AuditRefusedException("the first examples of " + EXAMPLES + " " + partition
                        + " are gone (retention)"
                        + (first == Long.MAX_VALUE
                                ? ", and no other is there"
                                : "; compare what is left with --from " + Instant.ofEpochMilli(first + 1)));
            }
        }
    }

    /** Found out before the long part. */
    private void requireExamples(EmittedRange range, TimeWindow window) {
        for (int partition = 0; partition < range.partitions(); partition++) {
            try (PartitionReader records = reader(kafka, partition, range.end(partition))) {
                Iterator<EmittedRecord> within = window.of(mapped(records));
                while (within.hasNext()) {
                    if (within.next().isExample()) {
                        return;
                    }
                }
            }
        }
        throw new AuditRefusedException("no example lies in " + window + ": nothing to compare"
                + (window.isAllTime() ? "; groups close when later events or ticks come" : "; choose another range"));
    }

    private long copy(EmittedRange range, ReplayCluster scratch, TimeWindow window) {
        long copied = 0;
        try (EventCopy copy = new EventCopy(kafka, scratch.kafka(), new RecordDecoder(registry), watcher)) {
            for (int partition = 0; partition < range.partitions(); partition++) {
                copied += copy.copy(partition, range.processed(partition), window.until());
            }
        }
        return copied;
    }

    private AuditResult compare(EmittedRange range, ReplayCluster scratch, TimeWindow window, long copied) {
        Violations violations = new Violations();
        Map<Integer, Long> ends = scratch.offsets().committedEnds(EXAMPLES);
        RecordDecoder decoder = new RecordDecoder(registry);
        List<String> lines = new ArrayList<>();
        for (int partition = 0; partition < range.partitions(); partition++) {
            ExampleComparison comparison = new ExampleComparison(partition, decoder::emitted);
            try (PartitionReader emitted = reader(kafka, partition, range.end(partition));
                    PartitionReader again = reader(scratch.kafka(), partition, ends.get(partition))) {
                comparison
                        .first(
                                window.of(mapped(emitted)),
                                window.of(mapped(again)),
                                range.end(partition),
                                range.isWhole(partition))
                        .ifPresent(violations::add);
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %d: %,d examples are the same%s",
                    EXAMPLES,
                    partition,
                    comparison.examples(),
                    range.isWhole(partition) ? "" : "; the application is at work, what is newer is not compared"));
        }
        lines.add(String.format(
                Locale.ROOT, "%,d records of %s run again, examples of %s compared", copied, EVENTS, window));
        return AuditResult.of(lines, violations);
    }

    private PartitionReader reader(Map<String, ?> cluster, int partition, long end) {
        return new PartitionReader(cluster, new TopicPartition(EXAMPLES, partition), end, watcher);
    }

    private static Iterator<EmittedRecord> mapped(Iterator<ConsumerRecord<byte[], byte[]>> records) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public EmittedRecord next() {
                return EmittedRecord.of(records.next());
            }
        };
    }
}
