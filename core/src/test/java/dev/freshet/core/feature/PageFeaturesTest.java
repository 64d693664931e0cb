package dev.freshet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageFeaturesTest {

    private static final long TIME = 1_000_000;

    private static final List<HistoryEvent> WINDOW = List.of(
            new HistoryEvent("p1", Action.CLICK, null, TIME - 10, 0, 0),
            new HistoryEvent("p2", Action.CART_UPDATE, null, TIME - 5, 1, 0));

    private static PageFeatures features(String... products) {
        return PageFeatures.of(List.of(products), WINDOW, StatisticsSnapshot.EMPTY, TIME);
    }

    @Test
    void shouldBeTheSameAfterBeingStored() {
        PageFeatures computed = features("p1", "p2", "p3");
        PageFeatures stored = PageFeatures.of(computed.linear(), computed.page());
        assertThat(stored.linear()).isEqualTo(computed.linear());
        assertThat(stored.network()).isEqualTo(computed.network());
    }

    @Test
    void shouldFollowTheOrderOfTheProducts() {
        assertThat(features("p1", "p2", "p3").ordered(new int[] {2, 0, 1}).network())
                .isEqualTo(features("p3", "p1", "p2").network());
    }

    @Test
    void shouldRefuseNumbersThatAreNoFeatures() {
        assertThatThrownBy(() -> PageFeatures.of(new double[16], new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 features and 5 numbers");
    }
}
