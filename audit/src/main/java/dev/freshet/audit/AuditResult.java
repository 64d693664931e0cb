package dev.freshet.audit;

import java.util.List;

/**
 * The result of an audit.
 *
 * @param lines what was examined
 * @param violations number of violations
 * @param first the first violations of each partition, by topic, partition and offset
 */
public record AuditResult(List<String> lines, long violations, List<Violation> first) {

    public AuditResult {
        lines = List.copyOf(lines);
        first = List.copyOf(first);
    }

    public static AuditResult of(List<String> lines, Violations violations) {
        return new AuditResult(lines, violations.count(), violations.first());
    }

    public boolean isPassed() {
        return violations == 0;
    }
}
