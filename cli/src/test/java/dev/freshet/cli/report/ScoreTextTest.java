package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTextTest {

    private static final List<ScoredItem> ITEMS =
            List.of(new ScoredItem("a-long-product", 1.5f, true), new ScoredItem("b", -0.25f, false));

    @Test
    void shouldShowRankAndScoreAndWhetherTheModelKnowsTheProduct() {
        Scores scores = new Scores("r", "anna", 1L, 120L, 40L, 37, false, null, ITEMS);
        assertThat(ScoreText.table(scores).lines())
                .containsExactly(
                        "customer   anna, by the last 37 of 40 events",
                        "model      v120",
                        "rank  product             score  known",
                        "   1  a-long-product     1.5000  yes",
                        "   2  b                 -0.2500  no");
    }

    @Test
    void shouldShowAColdStartAndAnAnswerWithoutAModel() {
        Scores scores = new Scores("r", "new", 1L, -1L, 0L, 0, true, "NO_MODEL", ITEMS);
        assertThat(ScoreText.table(scores))
                .contains("new, without a history (cold start)", "none: by popularity  (NO_MODEL)");
    }

    @Test
    void shouldNameFieldsInJsonAsInTheTopic() {
        Scores scores = new Scores("r", "anna", 1L, 120L, 40L, 37, false, null, ITEMS);
        assertThat(ScoreText.json(scores))
                .contains("\"model_version\" : 120", "\"product_id\" : \"b\"", "\"known\" : false");
    }
}
