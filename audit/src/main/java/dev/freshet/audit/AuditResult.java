package dev.freshet.audit;

import java.util.List;

/**
 * What an audit has found.
 *
 * @param lines what was looked at, to be printed
 * @param violations how many
 * @param first the first of them, by partition
 */
public record AuditResult(List<String> lines, long violations, List<Violation> first) {

    public AuditResult {
        lines = List.copyOf(lines);
        first = List.copyOf(first);
    }

    public static AuditResult of(List<String> lines, Violations violations) {
        return new AuditResult(lines, violations.count(), violations.first());
    }
}
