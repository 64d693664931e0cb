package dev.freshet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViolationsTest {

    private final Violations violations = new Violations(2);

    @Test
    void shouldKeepTheFirstViolationsOfEachPartitionByOffset() {
        violations.add("scores", 1, 9, "late");
        violations.add("scores", 1, 3, "early");
        violations.add("scores", 1, 5, "between");
        violations.add("scores", 0, 70, "elsewhere");

        assertThat(violations.first())
                .extracting(Violation::toString)
                .containsExactly(
                        "scores 0 offset 70: elsewhere", "scores 1 offset 3: early", "scores 1 offset 5: between");
        assertThat(violations.count()).isEqualTo(4);
    }

    @Test
    void shouldOrderCountsAfterRecords() {
        violations.add("scores", 0, Violation.NO_OFFSET, "64 answers");
        violations.add("scores", 0, 12, "twice");

        assertThat(violations.first())
                .extracting(Violation::toString)
                .containsExactly("scores 0 offset 12: twice", "scores 0: 64 answers");
    }
}
