package dev.freshet.audit.leakage;

import dev.freshet.audit.AuditResult;
import dev.freshet.audit.Violations;
import dev.freshet.audit.leakage.StatisticsReplay.Obstacle;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an audit of leakage has read and found so far. */
final class LeakageFindings {

    private final Violations violations = new Violations(LeakageAudit.MOST_SHOWN);
    private int partitions;
    private long events;
    private long examples;
    private long groups;
    private long targets;
    private long windows;
    private long evaluated;
    private int carrying;
    private int derived;
    private Map<Obstacle, Integer> taken = Map.of();

    /** Adds the counts of a partition. */
    void partition(long logged, long read, long checkedGroups, long checkedTargets) {
        partitions++;
        events += logged;
        examples += read;
        groups += checkedGroups;
        targets += checkedTargets;
    }

    /** Sets the counts of training-metrics. */
    void evaluated(long readWindows, long evaluatedGroups) {
        windows = readWindows;
        evaluated = evaluatedGroups;
    }

    /** Sets the counts of versions that carry statistics. */
    void statistics(int versions, StatisticsReplay replay) {
        carrying = versions;
        derived = replay.derived();
        taken = replay.taken();
    }

    void add(Topics topic, int partition, List<LeakageViolation> found) {
        found.forEach(each -> violations.add(topic.topic(), partition, each.offset(), words(each)));
    }

    private static String words(LeakageViolation violation) {
        String whose = violation.userId() == null ? "" : "customer " + violation.userId() + ", ";
        String of = violation.requestId() == null ? "" : "request " + violation.requestId() + ", ";
        return whose + of + violation.leak() + ": " + violation.detail();
    }

    long examples() {
        return examples;
    }

    AuditResult result() {
        List<String> lines = new ArrayList<>();
        lines.add(line(Topics.USER_EVENTS, "%,d events taken, %d partitions", events, partitions));
        lines.add(line(Topics.TRAINING_EXAMPLES, "%,d examples: %,d groups, %,d targets", examples, groups, targets));
        lines.add(line(Topics.TRAINING_METRICS, "%,d windows, %,d groups evaluated", windows, evaluated));
        lines.add(line(Topics.MODEL, "%,d versions with statistics, %,d of them derived again", carrying, derived));
        if (evaluated == 0) {
            lines.add("no group is evaluated yet: nothing is said about versions");
        }
        if (carrying == 0) {
            lines.add("no version has statistics: nothing is said about them");
        }
        taken.forEach((obstacle, versions) -> lines.add(String.format(
                Locale.ROOT, "statistics of %,d versions are taken as they are: %s", versions, obstacle.words)));
        return AuditResult.of(lines, violations);
    }

    private static String line(Topics topic, String format, Object... numbers) {
        return String.format(Locale.ROOT, "%-18s ", topic.topic()) + String.format(Locale.ROOT, format, numbers);
    }
}
