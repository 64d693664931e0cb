package dev.freshet.simulator;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Instant END = Instant.parse("2026-06-01T12:00:00Z");
    private static final Shop SHOP = new Shop(7, 120, 300, 60, END);
    private static final Simulation SIMULATION = Simulation.of(SHOP);

    private static List<ShopEvent> events(Action action) {
        return SIMULATION.events().stream().filter(e -> e.action() == action).toList();
    }

    /** Products of each page, from the top down. */
    private static Map<String, List<String>> pages() {
        return events(Action.VIEW).stream()
                .collect(groupingBy(ShopEvent::request, LinkedHashMap::new, mapping(ShopEvent::product, toList())));
    }

    @Test
    void shouldRepeatTheSameShopAndDifferForAnotherSeed() {
        assertThat(Simulation.of(SHOP).events()).isEqualTo(SIMULATION.events());
        assertThat(Simulation.of(new Shop(8, 120, 300, 60, END)).events()).isNotEqualTo(SIMULATION.events());
    }

    @Test
    void shouldStayInOrderOfTimeBetweenStartAndEnd() {
        assertThat(SIMULATION.events())
                .hasSizeGreaterThan(10_000)
                .isSortedAccordingTo(Comparator.comparingLong(ShopEvent::time));
        assertThat(SIMULATION.events().get(0).time())
                .isGreaterThanOrEqualTo(SHOP.start().toEpochMilli());
        assertThat(SIMULATION.events().get(SIMULATION.events().size() - 1).time())
                .isLessThan(END.toEpochMilli());
    }

    @Test
    void shouldShowAPageOfDistinctProducts() {
        assertThat(pages().values())
                .allSatisfy(page -> assertThat(page).hasSize(Page.SIZE).doesNotHaveDuplicates());
    }

    @Test
    void shouldSellLessFromLowerPositions() {
        Map<String, List<String>> pages = pages();
        long[] carts = new long[Page.SIZE];
        events(Action.CART_UPDATE).forEach(e -> carts[pages.get(e.request()).indexOf(e.product())]++);
        long top = carts[0] + carts[1] + carts[2];
        long bottom = carts[9] + carts[10] + carts[11];
        assertThat(top).isGreaterThan(bottom * 3 / 2);
    }

    @Test
    void shouldNoticeLowerPositionsLess() {
        SplittableRandom random = new SplittableRandom(1);
        int noticed = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(Page.isNoticed(0, random)).isTrue();
            noticed += Page.isNoticed(11, random) ? 1 : 0;
        }
        assertThat(noticed).isBetween(3_900, 4_800);
    }

    @Test
    void shouldSellUsedUpProductsAgain() {
        Set<String> bought = new HashSet<>();
        long again = events(Action.PURCHASE).stream()
                .filter(e -> !bought.add(e.user() + e.product()))
                .count();
        assertThat(again * 10).isGreaterThan(events(Action.PURCHASE).size());
    }

    @Test
    void shouldSellSomeProductsFarMoreThanOthers() {
        List<Long> sold =
                events(Action.CART_UPDATE).stream()
                        .collect(groupingBy(ShopEvent::product, counting()))
                        .values()
                        .stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        long best = sold.stream().limit(SHOP.products() / 10).mapToLong(n -> n).sum();
        assertThat(best * 3).isGreaterThan(events(Action.CART_UPDATE).size());
    }

    @Test
    void shouldAddNewProductsAndNewCustomers() {
        long middle = END.toEpochMilli() - 30 * TimeSpan.DAY;
        for (Function<ShopEvent, String> what :
                List.<Function<ShopEvent, String>>of(ShopEvent::product, ShopEvent::user)) {
            Set<String> before = SIMULATION.events().stream()
                    .filter(e -> e.time() < middle)
                    .map(what)
                    .collect(toSet());
            Set<String> after = SIMULATION.events().stream()
                    .filter(e -> e.time() >= middle)
                    .map(what)
                    .collect(toSet());
            after.removeAll(before);
            assertThat(after).hasSizeGreaterThan(15);
        }
    }

    @Test
    void shouldChangeTastesOverTime() {
        long start = SHOP.start().toEpochMilli();
        long end = END.toEpochMilli();
        int changed = 0;
        for (int seed = 0; seed < 100; seed++) {
            Taste taste = new Taste(new SplittableRandom(seed), start, end);
            changed += Category.ALL.stream().allMatch(c -> taste.appeal(c, start) == taste.appeal(c, end - 1)) ? 0 : 1;
        }
        assertThat(changed).isBetween(70, 99);
    }

    @Test
    void shouldFollowTheSeasons() {
        long june = Instant.parse("2026-06-25T00:00:00Z").toEpochMilli();
        long december = Instant.parse("2026-12-05T00:00:00Z").toEpochMilli();
        assertThat(Season.appeal(Category.SHORTS, june)).isGreaterThan(Season.appeal(Category.SHORTS, december) + 1);
        assertThat(Season.appeal(Category.KNITWEAR, december))
                .isGreaterThan(Season.appeal(Category.KNITWEAR, june) + 1);
    }

    @Test
    void shouldGiveCartedProductsAHigherAppeal() {
        Map<String, List<String>> pages = pages();
        Map<String, Set<String>> carted = new HashMap<>();
        events(Action.CART_UPDATE)
                .forEach(e -> carted.computeIfAbsent(e.request(), r -> new HashSet<>())
                        .add(e.product()));
        double chosen = 0;
        double shown = 0;
        for (Map.Entry<String, Set<String>> page : carted.entrySet()) {
            chosen += mean(page.getKey(), List.copyOf(page.getValue()));
            shown += mean(page.getKey(), pages.get(page.getKey()));
        }
        assertThat(chosen / carted.size()).isGreaterThan(shown / carted.size() + 1);
    }

    private static double mean(String request, List<String> products) {
        double sum = 0;
        for (float appeal : SIMULATION.appeals(request, products)) {
            sum += appeal;
        }
        return sum / products.size();
    }
}
