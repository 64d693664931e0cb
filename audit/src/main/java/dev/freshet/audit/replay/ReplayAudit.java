package dev.freshet.audit.replay;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditRefusedException;
import dev.freshet.audit.AuditRefusedException.Reason;
import dev.freshet.audit.AuditResult;
import dev.freshet.audit.RecordDecoder;
import dev.freshet.audit.Violations;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.log.TopicReader;
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
 * Reprocesses a copy of an application's events in a scratch broker, and compares the examples with those that the
 * application emitted. Changes no topic, no offset of the application and nothing in the registry.
 */
public final class ReplayAudit {

    private static final String EVENTS = Topics.USER_EVENTS.topic();
    private static final String EXAMPLES = Topics.TRAINING_EXAMPLES.topic();

    private final Map<String, ?> kafka;
    private final TopologyConfig config;
    private final String applicationId;
    private final SchemaRegistry registry;
    private final AuditListener listener;

    /**
     * Prepares an audit.
     *
     * @param config of the application that is audited
     */
    public ReplayAudit(Map<String, ?> kafka, TopologyConfig config, SchemaRegistry registry, AuditListener listener) {
        this.kafka = kafka;
        this.config = config;
        this.applicationId = config.describe().get("application.id");
        this.registry = new LocalSchemas(registry);
        this.listener = listener;
    }

    /**
     * Runs the audit.
     *
     * @param scratchParent directory for the copy; null for the system's temporary directory
     * @throws AuditRefusedException when there is nothing to compare, or the first events are gone
     */
    public AuditResult run(TimeWindow window, Path scratchParent) throws IOException {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            TopicOffsets offsets = new TopicOffsets(admin);
            EmittedRange range = EmittedRange.take(offsets, applicationId, listener);
            requireBeginnings(offsets, range, window);
            requireExamples(range, window);
            listener.check(() -> "starting a broker for the copy");
            try (ReplayCluster scratch = ReplayCluster.start(scratchParent, range.partitions())) {
                long copied = copy(range, scratch, window);
                scratch.process(config, registry, listener);
                return compare(range, scratch, window, copied);
            }
        }
    }

    private void requireBeginnings(TopicOffsets offsets, EmittedRange range, TimeWindow window) {
        if (range.isEmpty()) {
            throw new AuditRefusedException(
                    Reason.UNKNOWN_APPLICATION,
                    "nothing to audit: application " + applicationId + " has processed nothing of " + EVENTS);
        }
        offsets.beginnings(EVENTS).forEach((partition, beginning) -> {
            if (beginning > 0) {
                throw new AuditRefusedException(
                        Reason.RECORDS_GONE,
                        EVENTS + " " + partition + " begins at offset " + beginning
                                + ": the events before it are gone, and with them the sequence numbers of the customers'"
                                + " events, so the examples cannot be made again; keep the topic for ever"
                                + " (retention.ms=-1, retention.bytes=-1), or replay the whole log into other topics and"
                                + " audit those");
            }
        });
        offsets.beginnings(EXAMPLES).forEach((partition, beginning) -> {
            if (beginning > 0) {
                requireKept(partition, range, window);
            }
        });
    }

    /** When the first examples of a partition are gone, the comparison must begin after the first one that remains. */
    private void requireKept(int partition, EmittedRange range, TimeWindow window) {
        try (TopicReader reader = reader(kafka, partition)) {
            Iterator<EmittedRecord> records = emitted(reader, range.end(partition));
            long first = records.hasNext() ? records.next().time() : Long.MAX_VALUE;
            if (window.from() <= first) {
                throw new AuditRefusedException(
                        Reason.RANGE_TOO_EARLY,
                        "the first examples of " + EXAMPLES + " " + partition + " are gone (retention)"
                                + (first == Long.MAX_VALUE
                                        ? ", and no other is there"
                                        : "; a comparison can begin at " + Instant.ofEpochMilli(first + 1)));
            }
        }
    }

    /** Runs before the copy, because the copy takes long. */
    private void requireExamples(EmittedRange range, TimeWindow window) {
        for (int partition = 0; partition < range.partitions(); partition++) {
            try (TopicReader reader = reader(kafka, partition)) {
                Iterator<EmittedRecord> within = window.of(emitted(reader, range.end(partition)));
                while (within.hasNext()) {
                    if (within.next().isExample()) {
                        return;
                    }
                }
            }
        }
        throw new AuditRefusedException(
                window.isAllTime() ? Reason.NO_EXAMPLES : Reason.EMPTY_RANGE,
                "no example lies in " + window + ": nothing to compare"
                        + (window.isAllTime() ? "; groups close when later events or ticks come" : ""));
    }

    private long copy(EmittedRange range, ReplayCluster scratch, TimeWindow window) {
        long copied = 0;
        try (EventCopy copy = new EventCopy(kafka, scratch.kafka(), new RecordDecoder(registry), listener)) {
            for (int partition = 0; partition < range.partitions(); partition++) {
                copied += copy.copy(partition, range.processed(partition), window.until());
            }
        }
        return copied;
    }

    private AuditResult compare(EmittedRange range, ReplayCluster scratch, TimeWindow window, long copied) {
        Violations violations = new Violations();
        Map<Integer, Long> ends = scratch.offsets().settledEnds(EXAMPLES, listener);
        RecordDecoder decoder = new RecordDecoder(registry);
        List<String> lines = new ArrayList<>();
        for (int partition = 0; partition < range.partitions(); partition++) {
            ExampleComparison comparison = new ExampleComparison(partition, decoder::emitted);
            try (TopicReader ours = reader(kafka, partition);
                    TopicReader again = reader(scratch.kafka(), partition)) {
                comparison
                        .first(
                                window.of(emitted(ours, range.end(partition))),
                                window.of(emitted(again, ends.get(partition))),
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
                    range.isWhole(partition) ? "" : "; the application is at work, newer examples are not compared"));
        }
        lines.add(String.format(
                Locale.ROOT, "%,d records of %s run again, examples of %s compared", copied, EVENTS, window));
        return AuditResult.of(lines, violations);
    }

    private TopicReader reader(Map<String, ?> cluster, int partition) {
        return TopicReader.open(cluster, List.of(new TopicPartition(EXAMPLES, partition)), listener);
    }

    private static Iterator<EmittedRecord> emitted(TopicReader reader, long end) {
        Iterator<ConsumerRecord<byte[], byte[]>> records =
                reader.iterator(reader.partitions().get(0), end);
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
