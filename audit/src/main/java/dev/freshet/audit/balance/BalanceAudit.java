package dev.freshet.audit.balance;

import dev.freshet.audit.ApplicationSnapshot;
import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditRefusedException;
import dev.freshet.audit.AuditResult;
import dev.freshet.audit.ChangelogRows;
import dev.freshet.audit.PartitionOffsets;
import dev.freshet.audit.RecordDecoder;
import dev.freshet.audit.Violations;
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
 * Holds what an application has counted in its own transactions against what lies in the topics: nothing lost, nothing
 * twice, every request answered once.
 */
public final class BalanceAudit {

    /** An app that is quiet for a second is seen at rest in one of these. */
    private static final int ATTEMPTS = 3;

    private final Map<String, ?> kafka;
    private final String applicationId;
    private final long lateHorizonMs;
    private final RecordDecoder decoder;
    private final AuditListener watcher;
    private final Violations violations = new Violations();

    /**
     * Prepares an audit.
     *
     * @param config of the application that is looked at
     */
    public BalanceAudit(Map<String, ?> kafka, TopologyConfig config, SchemaRegistry registry, AuditListener watcher) {
        this.kafka = kafka;
        this.applicationId = config.describe().get("application.id");
        this.lateHorizonMs = config.groups().lateHorizonMs();
        this.decoder = new RecordDecoder(registry);
        this.watcher = watcher;
    }

    /**
     * Makes the audit.
     *
     * @throws AuditRefusedException when the application has processed nothing
     */
    public AuditResult run() {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
            PartitionOffsets offsets = new PartitionOffsets(admin);
            int partitions = offsets.partitions(Topics.USER_EVENTS.topic());
            ApplicationSnapshot snapshot = snapshot(offsets, partitions);
            if (snapshot.isEmpty()) {
                throw nothing();
            }
            return check(snapshot, partitions);
        }
    }

    private ApplicationSnapshot snapshot(PartitionOffsets offsets, int partitions) {
        if (!offsets.exists(Changelogs.balance(applicationId))) {
            throw nothing();
        }
        try (ChangelogRows balance = new ChangelogRows(kafka, Changelogs.balance(applicationId), partitions, watcher);
                ChangelogRows waiting =
                        new ChangelogRows(kafka, Changelogs.waitingRequests(applicationId), partitions, watcher)) {
            ApplicationSnapshot snapshot = ApplicationSnapshot.take(offsets, applicationId, balance, waiting);
            for (int attempt = 1; attempt < ATTEMPTS && !snapshot.isAtRest(); attempt++) {
                snapshot = ApplicationSnapshot.take(offsets, applicationId, balance, waiting);
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
                    new PartitionCounts(partition, snapshot, kafka, decoder, violations, watcher).count(lateHorizonMs);
            rules.check(partition, snapshot.before(partition), snapshot.after(partition), counts);
            if (snapshot.isAtRest()) {
                rules.checkWaiting(
                        partition,
                        snapshot.after(partition),
                        snapshot.waiting(partition).size());
            }
            for (Figure figure : Figure.values()) {
                if (!counts.containsKey(figure)) {
                    cut.computeIfAbsent(figure.of(), topic -> new HashSet<>()).add(partition);
                }
            }
        }
        cut.forEach((topic, gone) -> lines.add("not counted: " + topic.topic() + " " + gone
                + ", whose first records are gone (retention); the rest was looked at"));
        return AuditResult.of(lines, violations);
    }

    private AuditRefusedException nothing() {
        return new AuditRefusedException("nothing to audit: application " + applicationId
                + " has processed no event and no request here; name yours with --set application.id=...");
    }
}
