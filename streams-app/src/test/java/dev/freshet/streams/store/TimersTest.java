package dev.freshet.streams.store;

import static dev.freshet.streams.store.Timers.Kind.CLOSE_GROUP;
import static dev.freshet.streams.store.Timers.Kind.FLUSH_TARGETS;
import static dev.freshet.streams.store.Timers.Kind.FORGET_EVENT_ID;
import static dev.freshet.streams.store.Timers.Kind.FORGET_GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.streams.store.Timers.Timer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

final class TimersTest {

    private static final Comparator<Timer> ORDER = Comparator.comparingLong(Timer::due)
            .thenComparing(Timer::kind)
            .thenComparing(Timer::user)
            .thenComparing(Timer::id);

    private static final List<Timers.Kind> KINDS = List.of(Timers.Kind.values());

    private final CountingStore<Bytes, byte[]> rows = new CountingStore<>();
    private final Timers timers = new Timers(rows);

    @Test
    void shouldFireInOrderOfTimeThenKindThenCustomerThenId() {
        List<Timer> ordered = List.of(
                new Timer(-5, FORGET_GROUP, "b", "r"),
                new Timer(3, CLOSE_GROUP, "b", "r"),
                new Timer(3, FLUSH_TARGETS, "a", ""),
                new Timer(3, FORGET_GROUP, "a", "r"),
                new Timer(3, FORGET_EVENT_ID, "a", "e"),
                new Timer(3, FORGET_EVENT_ID, "a", "f"),
                new Timer(3, FORGET_EVENT_ID, "b", "e"));
        List<Timer> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(timers::set);

        assertThat(fired(timers, 4)).containsExactlyElementsOf(ordered);
    }

    @Test
    void shouldFireWhenTheWatermarkIsLargerThanTheTime() {
        timers.set(new Timer(3, CLOSE_GROUP, "a", "r"));

        assertThat(timers.take(3)).isNull();
        assertThat(timers.take(4)).isNotNull();
        assertThat(timers.take(4)).isNull();
    }

    @Test
    void shouldRefuseATimerOfALaterVersionAndNameTheRemedy() {
        timers.set(new Timer(3, CLOSE_GROUP, "a", "r"));
        Bytes key = rows.all().next().key;
        key.get()[Long.BYTES] = 99;
        CountingStore<Bytes, byte[]> later = new CountingStore<>();
        later.put(key, new byte[0]);

        assertThatThrownBy(() -> new Timers(later).take(4))
                .isInstanceOf(StoreFormatException.class)
                .hasMessageContainingAll("code 99", "freshet streams reset");
    }

    @Test
    void shouldHaveNoEffectWhenSetAgain() {
        Timer timer = new Timer(3, FLUSH_TARGETS, "a", "");
        timers.set(timer);
        timers.set(timer);

        assertThat(rows.writes()).isEqualTo(1);
        assertThat(fired(timers, 4)).containsExactly(timer);
    }

    @Test
    void shouldFireATimerThatIsSetMeanwhileInItsTurn() {
        Timer first = new Timer(1, CLOSE_GROUP, "a", "r");
        Timer between = new Timer(2, FORGET_GROUP, "a", "r");
        Timer last = new Timer(3, CLOSE_GROUP, "b", "r");
        timers.set(last);
        timers.set(first);
        assertThat(timers.take(9)).isEqualTo(first);
        timers.set(between);

        assertThat(fired(timers, 9)).containsExactly(between, last);
    }

    /** More timers than are in memory, set in no order while others fire, and restarts between them. */
    @Test
    void shouldFireLikeASortedSetWhateverIsInMemoryAndAcrossRestarts() {
        Random random = new Random(7);
        TreeSet<Timer> expected = new TreeSet<>(ORDER);
        Timers now = timers;
        for (int step = 0; step < 20_000; step++) {
            long due = step / 4L + random.nextInt(random.nextBoolean() ? 20 : 4_000);
            Timer timer = new Timer(due, KINDS.get(step % 4), "u" + step % 7, "" + step % 3);
            expected.add(timer);
            now.set(timer);
            List<Timer> passed = new ArrayList<>();
            while (!expected.isEmpty() && expected.first().due() < step / 4) {
                passed.add(expected.pollFirst());
            }
            assertThat(fired(now, step / 4)).isEqualTo(passed);
            if (step % 3_000 == 0) {
                now = new Timers(rows);
            }
        }
        assertThat(fired(now, Long.MAX_VALUE)).containsExactlyElementsOf(expected);
        assertThat(rows.approximateNumEntries()).isZero();
    }

    @Test
    void shouldOpenNoIteratorWhileNothingIsDue() {
        open(50_000);
        timers.take(0);
        int before = rows.iterators();
        for (int watermark = 0; watermark < 1_000; watermark++) {
            assertThat(timers.take(-watermark)).isNull();
        }

        assertThat(rows.iterators()).isEqualTo(before);
    }

    @Test
    void shouldReadEachTimerOnceHoweverManyAreOpen() {
        int open = 50_000;
        open(open);
        for (int i = 0; i < open; i++) {
            timers.set(new Timer(open + i, CLOSE_GROUP, "a", "r" + i));
            assertThat(timers.take(i + 1)).isNotNull();
        }

        assertThat(rows.iterators()).isLessThan(open / 500);
        assertThat(rows.rowsRead()).isLessThan(2 * open);
    }

    private void open(int number) {
        for (int i = 0; i < number; i++) {
            timers.set(new Timer(i, CLOSE_GROUP, "a", "r" + i));
        }
    }

    private static List<Timer> fired(Timers timers, long watermark) {
        List<Timer> fired = new ArrayList<>();
        for (Timer due = timers.take(watermark); due != null; due = timers.take(watermark)) {
            fired.add(due);
        }
        return fired;
    }
}
