package dev.freshet.audit.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.audit.Violations;
import org.junit.jupiter.api.Test;

class RefusalRulesTest {

    @Test
    void shouldNameBothRecordsOfOneOriginal() {
        Violations violations = new Violations();
        RefusalRules rules = new RefusalRules("rejected-events", 1, violations);

        rules.refused(0, "user-events", 1, 40);
        rules.refused(1, "user-events", 1, 41);
        rules.refused(2, "score-requests", 1, 40);
        assertThat(violations.count()).isZero();

        rules.refused(7, "user-events", 1, 40);
        assertThat(violations.first())
                .singleElement()
                .hasToString("rejected-events 1 offset 7: user-events 1 offset 40 is there twice: in offset 0 too");
    }
}
