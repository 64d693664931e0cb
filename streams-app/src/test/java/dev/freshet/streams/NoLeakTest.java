package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.schemas.UserEvent;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No example breaks a rule against leakage, whatever the order, ties, lateness, duplicates, gaps and delays of the log.
 * The rules find every leak that is planted in the same examples. {@code -Dleak.cases=N} sets the number of customers;
 * each log has 250 of them.
 */
@Tag("faults")
final class NoLeakTest {

    private static final int CUSTOMERS = 250;
    private static final long FIRST_SEED = 1;

    private static int logs() {
        return Math.max(1, Integer.getInteger("leak.cases", 1000) / CUSTOMERS);
    }

    @Test
    void shouldEmitNoLeakingExampleAndFindEveryPlantedLeak(@TempDir Path dir) {
        long groups = 0;
        long seen = 0;
        long targets = 0;
        long left = 0;
        long idsNotKept = 0;
        long counts = 0;
        Map<Leak, Integer> planted = new EnumMap<>(Leak.class);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + logs(); seed++) {
            LeakCustomers customers = LeakCustomers.of(seed, CUSTOMERS);
            LeakRun run = new LeakRun(dir, customers);
            List<LeakageViolation> violations = run.violations();
            if (!violations.isEmpty()) {
                throw new AssertionError(describe(seed, customers, violations));
            }
            left += run.left();
            idsNotKept += run.idsNotKept();
            counts += run.counts();
            for (LeakRun.Emitted emitted : run.emitted()) {
                groups += emitted.example().groups().size();
                targets += emitted.example().targets().size();
                seen += emitted.example().groups().stream()
                        .filter(group -> group.stateIndex() >= 0)
                        .count();
            }
            new PlantedLeaks(run, seed).plant().forEach(leak -> planted.merge(leak, 1, Integer::sum));
        }
        System.out.println("leak cases: " + (long) logs() * CUSTOMERS + " customers, " + groups + " groups, " + seen
                + " with a history, " + targets + " targets, " + left + " customers left, " + idsNotKept
                + " event ids not kept; planted and found: " + planted);
        assertThat(seen).isGreaterThan(logs() * 20L);
        assertThat(targets).isGreaterThan(logs() * 100L);
        assertThat(counts).as("records of counts, none with a leak").isGreaterThan(logs() * 10L);
        if (logs() > 1) { // every other log bounds customers and event ids
            assertThat(left).isPositive();
            assertThat(idsNotKept).isPositive();
        }
        assertThat(planted)
                .containsKeys(
                        Leak.PAST_ITS_TIME,
                        Leak.OWN_REQUEST,
                        Leak.ARRIVED_LATER,
                        Leak.NOT_IN_LOG,
                        Leak.UNKNOWN_REQUEST,
                        Leak.OUT_OF_ORDER,
                        Leak.EARLY_TARGET,
                        Leak.HELD_OUT_TARGET);
    }

    /** The failing customer with the fewest events, and everything needed to reproduce the failure. */
    private static String describe(long seed, LeakCustomers customers, List<LeakageViolation> violations) {
        String user = violations.stream()
                .map(LeakageViolation::userId)
                .distinct()
                .min(Comparator.comparingLong(id -> events(customers, id)))
                .orElseThrow();
        StringBuilder text = new StringBuilder("seed " + seed + ", customer " + user + " of "
                + violations.stream().map(LeakageViolation::userId).distinct().count() + " that fail; settings "
                + customers.settings());
        violations.stream()
                .filter(violation -> violation.userId().equals(user))
                .forEach(violation -> text.append("\n  ").append(violation));
        for (int offset = 0; offset < customers.log().size(); offset++) {
            Object next = customers.log().get(offset);
            if (next instanceof UserEvent event && event.getUserId().equals(user)) {
                text.append("\n  ").append(offset).append(": ").append(event);
            }
        }
        return text.toString();
    }

    private static long events(LeakCustomers customers, String user) {
        return customers.log().stream()
                .filter(next ->
                        next instanceof UserEvent event && event.getUserId().equals(user))
                .count();
    }
}
