package dev.freshet.audit.balance;

import static dev.freshet.audit.AuditFixtures.group;
import static dev.freshet.audit.AuditFixtures.targets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.audit.Violations;
import org.junit.jupiter.api.Test;

class ExampleRulesTest {

    private static final long HORIZON = 1000;

    private final Violations violations = new Violations();
    private final ExampleRules rules = new ExampleRules(1, HORIZON, violations);

    @Test
    void shouldCountGroupsAndTargets() {
        rules.example(0, group("anna", "r1", 50));
        rules.example(1, group("bert", "r1", 50));
        rules.example(2, targets("anna", 3, 4, 5));
        rules.example(3, targets("bert", 3));

        assertThat(violations.first()).isEmpty();
        assertThat(rules.groups()).isEqualTo(2);
        assertThat(rules.targets()).isEqualTo(4);
    }

    @Test
    void shouldNameBothExamplesOfOneGroup() {
        rules.example(4, group("anna", "r1", 50));
        rules.example(9, group("anna", "r1", 50 + HORIZON - 1));

        assertThat(violations.first())
                .singleElement()
                .hasToString("training-examples 1 offset 9: the group of request 'r1' of user 'anna' is there twice:"
                        + " in offset 4 too");
    }

    @Test
    void shouldAcceptAReusedRequestIdAfterTheLateHorizon() {
        rules.example(4, group("anna", "r1", 50));
        rules.example(9, group("anna", "r1", 50 + HORIZON));

        assertThat(violations.count()).isZero();
    }

    @Test
    void shouldNameBothExamplesOfOneTarget() {
        rules.example(4, targets("anna", 3, 4));
        rules.example(5, targets("anna", 4));

        assertThat(violations.first())
                .singleElement()
                .hasToString("training-examples 1 offset 5: the target of event 4 of user 'anna' is there twice:"
                        + " in offset 4 too");
    }

    @Test
    void shouldReportTimeThatGoesBack() {
        rules.time(0, 2000);
        rules.time(1, 2000);
        rules.time(2, 1000);

        assertThat(violations.first())
                .singleElement()
                .asString()
                .isEqualTo("training-examples 1 offset 2: time goes back from 1970-01-01T00:00:02Z to"
                        + " 1970-01-01T00:00:01Z");
    }
}
