package dev.freshet.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.statistics.ProductCount;
import dev.freshet.streams.rows.CustomerCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CountedProductsTest {

    private final CountedProducts all = new CountedProducts();

    @Test
    void shouldKeepTheLargestNumberWhenASumIsLarger() {
        for (int customer = 0; customer < 3; customer++) {
            all.addAll(CountedProducts.of(
                    new CustomerCounts(List.of("tea", "milk"), List.of(1_000_000_000, 1, 0, 0, 2, 0, 0, 0))));
        }
        assertThat(all.sorted())
                .containsExactly(
                        new ProductCount("milk", 6, 0, 0, 0), new ProductCount("tea", Integer.MAX_VALUE, 3, 0, 0));
    }

    @Test
    void shouldCountNoMoreThanTheBoundsOfOneCustomer() {
        assertThat(all.add("tea", Action.VIEW, 2, 1)).isTrue();
        assertThat(all.add("tea", Action.VIEW, 2, 1)).isTrue();
        assertThat(all.add("tea", Action.VIEW, 2, 1)).isFalse();
        assertThat(all.add("tea", Action.CLICK, 2, 1)).isTrue();
        assertThat(all.add("milk", Action.VIEW, 2, 1)).isFalse();
        assertThat(all.sorted()).containsExactly(new ProductCount("tea", 2, 1, 0, 0));
    }
}
