package dev.freshet.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.freshet.core.count.HalfLife;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ScoredItem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

final class PopularityTest {

    private static final long T0 = 1_470_000_000_000L;
    private static final HalfLife DAY = new HalfLife(TimeSpan.DAY);
    private static final double ROUNDING = 1e-9;

    /** A task's stores, which outlive the objects that use them. */
    private static final class Shop {

        private final CountingStore<String, PopularityRow> rows = new CountingStore<>();
        private final CountingStore<Bytes, byte[]> products = new CountingStore<>();
        private final CountingStore<Bytes, byte[]> timerRows = new CountingStore<>();
        private final TaskState task = new TaskState(new CountingStore<>(), 0);
        private Timers timers;
        private PopularityUpdates updates;
        private Popularity popularity;

        Shop() {
            task.watermark(T0);
        }

        /** Starts with a half-life, before its pass. */
        Shop start(HalfLife halfLife) {
            timers = new Timers(timerRows);
            PopularProducts listed = new PopularProducts(products);
            updates = new PopularityUpdates(rows, listed, timers, task, halfLife);
            popularity = new Popularity(rows, listed, task, halfLife);
            return this;
        }

        Shop prepare() {
            StorePass<String, PopularityRow> pass = updates.pass();
            while (!pass.step()) {}
            return this;
        }

        void advance(long watermark) {
            task.watermark(watermark);
            for (Timers.Timer due = timers.take(watermark); due != null; due = timers.take(watermark)) {
                updates.drop(due.user(), due.due() + 1);
            }
        }

        List<String> top(int k) {
            return popularity.top(k).stream().map(ScoredItem::getProductId).toList();
        }
    }

    @Property(tries = 300)
    void shouldRankLikeTheExactDecayedCounts(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 999_999) Integer> additions,
            @ForAll @IntRange(min = 1, max = 8) int k) {
        Shop shop = new Shop().start(DAY).prepare();
        Map<String, List<Long>> exact = new TreeMap<>();
        long now = T0;
        for (int drawn : additions) {
            now += TimeSpan.MINUTE * (drawn % 7 == 0 ? drawn / 100 : drawn % 3);
            String product = "p" + drawn % 11;
            shop.advance(now);
            shop.updates.add(product);
            long time = now;
            exact.values().removeIf(times -> count(times, time) < PopularityUpdates.LEAST - ROUNDING);
            exact.computeIfAbsent(product, id -> new ArrayList<>()).add(now);
        }
        List<Double> best = new ArrayList<>();
        for (List<Long> times : exact.values()) {
            best.add(count(times, now));
        }
        best.sort(Comparator.reverseOrder());

        List<ScoredItem> top = shop.popularity.top(k);
        assertThat(top).hasSize(Math.min(k, best.size()));
        for (int i = 0; i < top.size(); i++) {
            assertThat(count(exact.get(top.get(i).getProductId()), now)).isCloseTo(best.get(i), within(ROUNDING));
            assertThat((double) top.get(i).getScore()).isCloseTo(best.get(i), withinPercentage(0.001));
        }
        assertThat(shop.rows.approximateNumEntries())
                .isEqualTo(exact.size())
                .isEqualTo(shop.products.approximateNumEntries())
                .isEqualTo(shop.timerRows.approximateNumEntries());
    }

    private static double count(List<Long> additions, long now) {
        return additions.stream()
                .mapToDouble(time -> Math.pow(0.5, (double) (now - time) / DAY.ms()))
                .sum();
    }

    @Test
    void shouldOrderEqualCountsByProduct() {
        Shop shop = new Shop().start(DAY).prepare();
        List.of("c", "a", "b", "b").forEach(shop.updates::add);
        assertThat(shop.top(3)).containsExactly("b", "a", "c");
        shop.advance(T0 + TimeSpan.DAY);
        List.of("d", "a").forEach(shop.updates::add);
        assertThat(shop.top(4)).containsExactly("a", "b", "d", "c");
        assertThat(shop.popularity.top(4)).extracting(ScoredItem::getScore).containsExactly(1.5f, 1f, 1f, 0.5f);
        assertThat(shop.popularity.rank(List.of("c", "x", "a"), 3))
                .extracting(ScoredItem::getProductId, ScoredItem::getScore, ScoredItem::getKnown)
                .containsExactly(tuple("a", 1.5f, true), tuple("c", 0.5f, true), tuple("x", 0f, false));
    }

    @Test
    void shouldReadOnlyTheBestProducts() {
        Shop shop = new Shop().start(DAY).prepare();
        for (int i = 0; i < 2_000; i++) {
            shop.task.watermark(T0 + i * TimeSpan.HOUR * 3);
            shop.updates.add("p" + i);
        }
        int before = shop.products.rowsRead();
        assertThat(shop.top(3)).containsExactly("p1999", "p1998", "p1997");
        assertThat(shop.products.rowsRead() - before).isLessThan(8);
        assertThat(shop.rows.iterators()).as("scans, but for the pass").isEqualTo(1);
    }

    @Test
    void shouldSeldomMoveAPopularProduct() {
        Shop shop = new Shop().start(DAY).prepare();
        for (int i = 0; i < 10_000; i++) {
            shop.updates.add("p");
        }
        assertThat(shop.products.writes()).isLessThan(450);
        assertThat(shop.timerRows.writes()).isEqualTo(1);
        assertThat(shop.products.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldDropAProductFourHalfLivesAfterItsOnlyAddition() {
        Shop shop = new Shop().start(DAY).prepare();
        shop.updates.add("once");
        shop.updates.add("again");
        shop.advance(T0 + 3 * TimeSpan.DAY);
        shop.updates.add("again");
        shop.advance(T0 + 4 * TimeSpan.DAY);
        assertThat(shop.top(5)).containsExactly("again", "once");
        shop.advance(T0 + 4 * TimeSpan.DAY + 1);
        assertThat(shop.top(5)).containsExactly("again");
        shop.advance(T0 + 30 * TimeSpan.DAY);
        assertThat(shop.rows.approximateNumEntries()).isZero();
        assertThat(shop.products.approximateNumEntries()).isZero();
        assertThat(shop.timerRows.approximateNumEntries()).isZero();
    }

    @Test
    void shouldReadTheCountsOfAnEarlierRelease() {
        Shop shop = new Shop();
        for (int i = 0; i < 1_500; i++) {
            shop.rows.put("p" + i, earlier(1));
        }
        shop.rows.put("best", earlier(40));
        shop.rows.put("next", earlier(30));
        shop.start(DAY);
        assertThat(shop.top(2)).as("before the pass").containsExactly("best", "next");
        assertThat(shop.popularity.rank(List.of("next", "best"), 1).get(0).getScore())
                .isEqualTo(40f);
        shop.prepare();
        int scans = shop.rows.iterators();
        assertThat(shop.top(2)).containsExactly("best", "next");
        shop.advance(T0 + TimeSpan.DAY);
        assertThat(shop.popularity.top(1).get(0).getScore()).isEqualTo(20f);
        assertThat(shop.rows.iterators()).as("no further scan").isEqualTo(scans);
        shop.advance(T0 + 5 * TimeSpan.DAY);
        assertThat(shop.rows.approximateNumEntries()).isEqualTo(2);
    }

    @Test
    void shouldRankByAChangedHalfLife() {
        Shop shop = new Shop().start(DAY).prepare();
        for (int i = 0; i < 12; i++) {
            shop.updates.add("lasting");
        }
        shop.advance(T0 + 3 * TimeSpan.DAY);
        shop.updates.add("new");
        shop.updates.add("new");
        assertThat(shop.top(1)).containsExactly("new");
        shop.start(new HalfLife(30 * TimeSpan.DAY));
        assertThat(shop.top(2)).as("before the pass").containsExactly("lasting", "new");
        shop.prepare();
        assertThat(shop.top(2)).containsExactly("lasting", "new");
        assertThat(shop.products.approximateNumEntries()).isEqualTo(2);
    }

    private static PopularityRow earlier(long count) {
        byte[] row = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
        return PopularityRow.SERDE.deserializer().deserialize(StoreNames.POPULARITY, row);
    }
}
