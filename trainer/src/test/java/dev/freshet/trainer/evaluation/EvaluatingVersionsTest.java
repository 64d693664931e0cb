package dev.freshet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.JudgedBy;
import org.junit.jupiter.api.Test;

class EvaluatingVersionsTest {

    @Test
    void shouldRecordTheGroupsAndTheEarliestRequestOfEachVersion() {
        EvaluatingVersions evaluating = new EvaluatingVersions();
        evaluating.count(9, 500, 1, 70);
        evaluating.count(4, 300, 0, 60);
        evaluating.count(9, 400, 2, 80);
        evaluating.count(9, 400, 1, 90);

        assertThat(evaluating.toList())
                .containsExactly(new JudgedBy(4L, 1L, 300L, 0, 60L), new JudgedBy(9L, 3L, 400L, 2, 80L));
        assertThat(new EvaluatingVersions().toList()).isEmpty();
    }
}
