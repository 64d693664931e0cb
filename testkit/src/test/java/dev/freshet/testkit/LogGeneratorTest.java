package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.UserEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogGeneratorTest {

    private static final LogGenerator SHOP = LogGenerator.seeded(7);

    private final List<UserEvent> events = SHOP.events();

    @Test
    void shouldGenerateTheSameLogEveryTime() {
        assertThat(SHOP.events()).isEqualTo(events);
        assertThat(LogGenerator.seeded(8).events()).isNotEqualTo(events);
    }

    @Test
    void shouldBeInOrderWithinItsDays() {
        long start = SHOP.start().toEpochMilli();

        assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.getTimestamp(), b.getTimestamp()));
        assertThat(events.get(0).getTimestamp()).isGreaterThanOrEqualTo(start);
        assertThat(events.get(events.size() - 1).getTimestamp())
                .isLessThan(start + Duration.ofDays(SHOP.days()).toMillis());
    }

    @Test
    void shouldGenerateACustomersEventsIndependentlyOfOtherCustomers() {
        assertThat(SHOP.withUsers(3).events())
                .isEqualTo(events.stream()
                        .filter(event -> List.of("user-0", "user-1", "user-2").contains(event.getUserId()))
                        .toList());
    }

    @Test
    void shouldShowPagesThatFormRequestGroups() {
        Map<String, List<UserEvent>> pages = events.stream()
                .filter(event -> event.getActionType() == ActionType.VIEW)
                .collect(Collectors.groupingBy(UserEvent::getRequestId));

        assertThat(pages.values()).allSatisfy(page -> {
            assertThat(page).extracting(UserEvent::getProductId).hasSize(12).doesNotHaveDuplicates();
            assertThat(page)
                    .extracting(UserEvent::getTimestamp)
                    .containsOnly(page.get(0).getTimestamp());
        });
        assertThat(events.stream()
                        .filter(event -> event.getActionType() == ActionType.CART_UPDATE)
                        .map(UserEvent::getRequestId)
                        .distinct())
                .hasSizeGreaterThan(100)
                .isSubsetOf(pages.keySet());
    }

    @Test
    void shouldContainEveryAction() {
        assertThat(events)
                .extracting(UserEvent::getActionType)
                .contains(ActionType.VIEW, ActionType.CLICK, ActionType.CART_UPDATE, ActionType.PURCHASE);
        assertThat(events).extracting(UserEvent::getEventId).doesNotHaveDuplicates();
    }
}
