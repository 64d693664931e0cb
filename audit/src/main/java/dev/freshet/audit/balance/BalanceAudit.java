package dev.freshet.audit.balance;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditRefusedException;
import dev.freshet.audit.AuditResult;
import dev.freshet.audit.RecordDecoder;
import dev.freshet.audit.Violations;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.store.Changelogs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * Compares the counters that an application committed with the records in the topics: no record is lost or duplicated,
 * and every request has one answer.
 */
public final class BalanceAudit {

    /** Most snapshots to take; the audit uses the first that shows the application at rest, else the last. */
    private static final int ATTEMPTS = 3;

    private final Map<String, ?> kafka;
    private final String applicationId;
    private final long lateHorizonMs;
    private final RecordDecoder decoder;
    private final AuditListener listener;
    private final Violations violations = new Violations();

    /**
     * Prepares an audit.
     *
     * @param config of the application that is audited
     */
    public BalanceAudit(Map<String, ?> kafka, TopologyConfig config, SchemaRegistry registry, AuditListener listener) {
        this.kafka = kafka;
        this.applicationId = config.describe().get("application.id");
        this.lateHorizonMs = config.groups().lateHorizonMs();
        this.decoder = new RecordDecoder(registry);
        this.listener = listener;
    }

    /**
     * Runs the audit.
     *
     * @throws AuditRefusedException when the application has processed nothing
     */
    public AuditResult run() {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            TopicOffsets offsets = new TopicOffsets(admin);
            int partitions = offsets.partitions(Topics.USER_EVENTS.topic());
            ApplicationSnapshot snapshot = snapshot(offsets, partitions);
            if (snapshot.isEmpty()) {
                throw nothing();
            }
            return check(snapshot, partitions);
        }
    }

    private ApplicationSnapshot snapshot(TopicOffsets offsets, int partitions) {
        if (!offsets.exists(Changelogs.balance(applicationId))) {
            throw nothing();
        }
        try (ChangelogRows balance = new ChangelogRows(kafka, Changelogs.balance(applicationId), partitions, listener);
                ChangelogRows events =
                        new ChangelogRows(kafka, Changelogs.waitingEvents(applicationId), partitions, listener);
                ChangelogRows waiting =
                        new ChangelogRows(kafka, Changelogs.waitingRequests(applicationId), partitions, listener)) {
            ApplicationSnapshot snapshot =
                    ApplicationSnapshot.take(offsets, applicationId, balance, events, waiting, listener);
            for (int attempt = 1; attempt < ATTEMPTS && !snapshot.isAtRest(); attempt++) {
                snapshot = ApplicationSnapshot.take(offsets, applicationId, balance, events, waiting, listener);
            }
            return snapshot;
        }
    }

    private AuditResult check(ApplicationSnapshot snapshot, int partitions) {
        List<String> lines = new ArrayList<>();
        lines.add("application " + applicationId + ", " + snapshot.words());
        lines.addAll(BalanceTable.of(partitions, snapshot::after));
        BalanceRules rules = new BalanceRules(violations);
        Map<Topics, Set<Integer>> cut = new EnumMap<>(Topics.class);
        for (int partition = 0; partition < partitions; partition++) {
            Map<Figure, Long> counts =
                    new PartitionCounts(partition, snapshot, kafka, decoder, violations, listener).count(lateHorizonMs);
            rules.check(partition, snapshot.before(partition), snapshot.after(partition), counts);
            if (snapshot.isAtRest()) {
                rules.checkWaiting(
                        partition,
                        snapshot.after(partition),
                        snapshot.waitingEvents(partition),
                        snapshot.waiting(partition).size());
            }
            for (Figure figure : Figure.values()) {
                if (!counts.containsKey(figure)) {
                    cut.computeIfAbsent(figure.of(), topic -> new HashSet<>()).add(partition);
                }
            }
        }
        cut.forEach((topic, gone) -> lines.add("not counted: " + topic.topic() + " " + gone
                + ", whose first records are gone (retention); the other records were checked"));
        return AuditResult.of(lines, violations);
    }

    private AuditRefusedException nothing() {
        return new AuditRefusedException(
                AuditRefusedException.Reason.UNKNOWN_APPLICATION,
                "nothing to audit: application " + applicationId + " has processed no event and no request here");
    }
}
