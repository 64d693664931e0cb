package dev.freshet.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.RequestMarks;
import org.junit.jupiter.api.Test;

final class RequestGroupTest {

    private static final GroupRules RULES =
            new GroupRules(TimeSpan.MINUTE, TimeSpan.DAY, 2, 3, java.util.Set.of("banner"), 0.5, 1);

    @Test
    void shouldLabelAProductInTheCartWhetherViewedOrNot() {
        RequestGroup group = RequestGroup.open("q", 5, 0)
                .with("a", Action.VIEW, "page", 9)
                .with("b", Action.CART_UPDATE, "other", 9)
                .with("a", Action.CART_UPDATE, "page", 9)
                .with("a", Action.VIEW, "page", 9)
                .with("c", Action.VIEW, "page", 9);
        assertThat(group.productIds()).containsExactly("a", "b", "c");
        assertThat(group.labels()).containsExactly(1, 1, 0);
        assertThat(group.verdict(RULES)).isEqualTo(RequestGroup.Verdict.VALID);
    }

    @Test
    void shouldTakeTheSourceOfTheFirstImpressionEvenWhenNull() {
        RequestGroup cartFirst = RequestGroup.open("q", 5, 0)
                .with("a", Action.CART_UPDATE, "cart", 9)
                .with("b", Action.VIEW, "page", 9);
        assertThat(cartFirst.sourceType()).isEqualTo("page");
        RequestGroup unknown =
                RequestGroup.open("q", 5, 0).with("a", Action.VIEW, null, 9).with("b", Action.VIEW, "page", 9);
        assertThat(unknown.sourceType()).isNull();
    }

    @Test
    void shouldSayWhyAGroupIsNotTrainedOn() {
        RequestGroup one = RequestGroup.open("q", 5, 0).with("a", Action.CART_UPDATE, null, 9);
        assertThat(one.verdict(RULES)).isEqualTo(RequestGroup.Verdict.TOO_SMALL);
        assertThat(one.with("b", Action.CART_UPDATE, null, 9).verdict(RULES)).isEqualTo(RequestGroup.Verdict.ONE_CLASS);
    }

    @Test
    void shouldCollectAtMostMaxItems() {
        RequestGroup group = RequestGroup.open("q", 5, 0);
        for (int i = 0; i < 10; i++) {
            group = group.with("p" + i, Action.VIEW, null, RULES.maxItems());
        }
        assertThat(group.productIds()).hasSize(3);
    }

    @Test
    void shouldCollectImpressionsAndCartAdditionsOfAdmittedSources() {
        assertThat(RULES.collects(Action.VIEW, "page")).isTrue();
        assertThat(RULES.collects(Action.CART_UPDATE, null)).isTrue();
        assertThat(RULES.collects(Action.VIEW, "banner")).isFalse();
        assertThat(RULES.collects(Action.CLICK, "page")).isFalse();
        assertThat(RULES.collects(Action.PURCHASE, "page")).isFalse();
    }

    @Test
    void shouldHoldOutTheConfiguredFraction() {
        long held = java.util.stream.IntStream.range(0, 10_000)
                .filter(i -> RULES.isHoldout("u" + i, RequestMarks.hash("q")))
                .count();
        assertThat(held).isBetween(4_800L, 5_200L);
        assertThat(RULES.isHoldout("u", 0)).as("an event without a request").isFalse();
    }
}
