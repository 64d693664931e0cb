package dev.freshet.audit.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.audit.Violations;
import org.junit.jupiter.api.Test;

class AnswerRulesTest {

    private final Violations violations = new Violations();
    private final AnswerRules rules = new AnswerRules(2, true, violations);

    @Test
    void shouldAcceptRequestsWithOneAnswerEach() {
        rules.request(0, "anna", "r1");
        rules.request(7, "bert", "r1");
        rules.answer(3, "bert", "r1");
        rules.answer(4, "anna", "r1");
        rules.finish(8);

        assertThat(violations.first()).isEmpty();
    }

    @Test
    void shouldNameBothAnswersToOneRequest() {
        rules.request(0, "anna", "r1");
        rules.answer(0, "anna", "r1");
        rules.answer(9, "anna", "r1");

        assertThat(violations.first())
                .singleElement()
                .hasToString("scores 2 offset 9: request 'r1' of user 'anna' is answered twice: in offset 0 too");
    }

    @Test
    void shouldReportDuplicateAnswersEvenWhenRequestsAreGone() {
        AnswerRules rest = new AnswerRules(2, false, violations);
        rest.answer(0, "anna", "r1");
        assertThat(violations.count()).isZero();

        rest.answer(9, "anna", "r1");
        assertThat(violations.count()).isOne();
    }

    @Test
    void shouldAllowAsManyAnswersAsRequestsWithTheSameId() {
        rules.request(0, "anna", "r1");
        rules.request(1, "anna", "r1");
        rules.answer(0, "anna", "r1");
        rules.answer(1, "anna", "r1");
        assertThat(violations.count()).isZero();

        rules.answer(2, "anna", "r1");
        assertThat(violations.count()).isOne();
    }

    @Test
    void shouldNameTheFirstUnansweredRequestBelowTheEnd() {
        rules.request(5, "anna", "r1");
        rules.request(6, "anna", "r2");
        rules.request(7, "anna", "waits");
        rules.request(8, "anna", "beyond");
        rules.waits("anna", "waits");
        rules.finish(8);

        assertThat(violations.first())
                .singleElement()
                .hasToString(
                        "score-requests 2 offset 5: a request without an answer, the first of 2 in this partition");
    }

    @Test
    void shouldNameAnAnswerWithoutARequest() {
        rules.request(0, "anna", "r1");
        rules.answer(4, "anna", "r2");

        assertThat(violations.first())
                .singleElement()
                .hasToString("scores 2 offset 4: an answer to request 'r2' of user 'anna', which nobody sent");
    }
}
