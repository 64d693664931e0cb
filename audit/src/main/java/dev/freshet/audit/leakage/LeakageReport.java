package dev.freshet.audit.leakage;

import dev.freshet.audit.AuditRefusedException;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What an audit of leakage has read and found. */
public final class LeakageReport {

    /** Violations that can be shown. */
    public static final int MOST = 1000;

    private record Found(Topics topic, int partition, LeakageViolation violation) {

        static final Comparator<Found> ORDER = Comparator.comparing(
                        (Found each) -> each.topic().topic())
                .thenComparingInt(Found::partition)
                .thenComparingLong(each -> each.violation().offset());

        String line() {
            String whose = violation.userId() == null ? "" : "customer " + violation.userId() + ", ";
            String of = violation.requestId() == null ? "" : "request " + violation.requestId() + ", ";
            return "violation  " + topic.topic() + " " + partition + " offset " + violation.offset() + ": " + whose + of
                    + violation.leak() + ": " + violation.detail();
        }
    }

    private final List<Found> found = new ArrayList<>();
    private long count;
    private int partitions;
    private long events;
    private long examples;
    private long groups;
    private long targets;
    private long windows;
    private long judged;

    void partition(long logged, long read, long checkedGroups, long checkedTargets) {
        partitions++;
        events += logged;
        examples += read;
        groups += checkedGroups;
        targets += checkedTargets;
    }

    void judged(long readWindows, long judgedGroups) {
        windows = readWindows;
        judged = judgedGroups;
    }

    void found(Topics topic, int partition, List<LeakageViolation> violations) {
        violations.forEach(violation -> found.add(new Found(topic, partition, violation)));
        count += violations.size();
        if (found.size() > 2 * MOST) {
            found.sort(Found.ORDER);
            found.subList(MOST, found.size()).clear();
        }
    }

    /**
     * Returns the report as lines of text.
     *
     * @param most violations to show, the first by topic, partition and offset
     */
    public List<String> lines(int most) {
        List<String> lines = new ArrayList<>();
        lines.add(line(Topics.USER_EVENTS, "%,d events taken, %d partitions", events, partitions));
        lines.add(line(Topics.TRAINING_EXAMPLES, "%,d examples: %,d groups, %,d targets", examples, groups, targets));
        lines.add(line(Topics.TRAINING_METRICS, "%,d windows, %,d groups judged", windows, judged));
        if (judged == 0) {
            lines.add("no group is judged yet: nothing is said about versions");
        }
        found.stream().sorted(Found.ORDER).limit(most).forEach(each -> lines.add(each.line()));
        lines.add(
                count == 0
                        ? "passed"
                        : String.format(Locale.ROOT, "FAILED: %,d violation%s", count, count > 1 ? "s" : ""));
        return lines;
    }

    /** Whether nothing is wrong. */
    public boolean isPassed() {
        return count == 0;
    }

    /**
     * Requires that there was something to look at.
     *
     * @throws AuditRefusedException when there is neither a group nor a target
     */
    public void requireExamples(String brokers) {
        if (examples == 0) {
            throw new AuditRefusedException(
                    "training-examples of Kafka at " + brokers + " holds no group and no target: an audit of"
                            + " nothing does not pass; run freshet streams on a log first");
        }
    }

    private static String line(Topics topic, String format, Object... numbers) {
        return String.format(Locale.ROOT, "%-18s ", topic.topic()) + String.format(Locale.ROOT, format, numbers);
    }
}
