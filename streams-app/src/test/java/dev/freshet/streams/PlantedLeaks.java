package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.leakage.LoggedEvent;
import dev.freshet.streams.LeakRun.Emitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;

/** Plants one leak of each kind in the examples of a run, where possible, and asserts that the rules find it. */
final class PlantedLeaks {

    private final LeakRun run;
    private final Random random;

    /** Events without duplicates that differ from all other events of their customer. */
    private final List<LoggedEvent> single;

    private final Map<String, List<LoggedEvent>> singleByUser = new HashMap<>();

    PlantedLeaks(LeakRun run, long seed) {
        this.run = run;
        this.random = new Random(seed);
        Map<List<Object>, List<LoggedEvent>> equal = new HashMap<>();
        for (LoggedEvent event : run.events()) {
            if (event.action().isPositive()) {
                equal.computeIfAbsent(key(event), k -> new ArrayList<>()).add(event);
            }
        }
        single = equal.values().stream()
                .filter(events -> events.size() == 1)
                .map(events -> events.get(0))
                .filter(event -> event.eventId() == null)
                .sorted(Comparator.comparingLong(LoggedEvent::offset))
                .toList();
        single.forEach(event -> singleByUser
                .computeIfAbsent(event.userId(), user -> new ArrayList<>())
                .add(event));
    }

    private static List<Object> key(LoggedEvent event) {
        return List.of(
                event.userId(),
                event.productId(),
                event.action(),
                Optional.ofNullable(event.sourceType()),
                event.timestamp());
    }

    /** The kinds of leaks that were planted and found. */
    Set<Leak> plant() {
        Set<Leak> planted = new HashSet<>();
        if (plantEvent(
                Leak.PAST_ITS_TIME,
                (group, event) ->
                        event.timestamp() > allowed(group) && !group.requestId().equals(event.requestId()))) {
            planted.add(Leak.PAST_ITS_TIME);
        }
        if (plantEvent(Leak.OWN_REQUEST, (group, event) -> group.requestId().equals(event.requestId()))) {
            planted.add(Leak.OWN_REQUEST);
        }
        if (plantEvent(
                Leak.ARRIVED_LATER,
                (group, event) -> group.delayMs() == 0
                        && event.timestamp() <= allowed(group)
                        && !group.requestId().equals(event.requestId())
                        && event.offset() > lastOf(group, event.userId()))) {
            planted.add(Leak.ARRIVED_LATER);
        }
        if (plantNew()) {
            planted.add(Leak.NOT_IN_LOG);
            planted.add(Leak.UNKNOWN_REQUEST);
        }
        if (plantDisorder()) {
            planted.add(Leak.OUT_OF_ORDER);
        }
        if (plantEarlyTargets()) {
            planted.add(Leak.EARLY_TARGET);
        }
        if (plantHeldOutTarget()) {
            planted.add(Leak.HELD_OUT_TARGET);
        }
        return planted;
    }

    private static long allowed(ExampleGroup group) {
        return group.delayMs() > 0 ? group.timestamp() - group.delayMs() : group.timestamp() - 1;
    }

    /** The largest offset in the log that can have opened a group; events after it arrived later. */
    private long lastOf(ExampleGroup group, String user) {
        return run.events().stream()
                .filter(event -> event.userId().equals(user)
                        && group.requestId().equals(event.requestId())
                        && event.timestamp() == group.timestamp())
                .mapToLong(LoggedEvent::offset)
                .max()
                .orElseThrow();
    }

    private boolean plantEvent(Leak leak, BiPredicate<ExampleGroup, LoggedEvent> leaks) {
        int from = random.nextInt(run.emitted().size());
        for (int i = 0; i < run.emitted().size(); i++) {
            int at = (from + i) % run.emitted().size();
            Example example = run.emitted().get(at).example();
            for (ExampleGroup group : example.groups()) {
                Optional<LoggedEvent> event = singleByUser.getOrDefault(example.userId(), List.of()).stream()
                        .filter(candidate -> leaks.test(group, candidate) && !holds(example, candidate))
                        .findFirst();
                if (event.isPresent()) {
                    requireFound(leak, at, with(example, event.get()));
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether an example shows an event already, as it may when the event that opened its group waited. */
    private static boolean holds(Example example, LoggedEvent event) {
        return example.history().stream().anyMatch(seen -> isSame(seen, event));
    }

    private static boolean isSame(HistoryEvent seen, LoggedEvent event) {
        return seen.timestamp() == event.timestamp()
                && seen.action() == event.action()
                && seen.productId().equals(event.productId())
                && Objects.equals(seen.sourceType(), event.sourceType());
    }

    private boolean plantNew() {
        for (int at = 0; at < run.emitted().size(); at++) {
            Example example = run.emitted().get(at).example();
            if (!example.groups().isEmpty()) {
                ExampleGroup group = example.groups().get(0);
                LoggedEvent invented = new LoggedEvent(
                        0, example.userId(), "no such product", Action.CLICK, null, allowed(group), null, null);
                requireFound(Leak.NOT_IN_LOG, at, with(example, invented));
                requireFound(Leak.UNKNOWN_REQUEST, at, withGroup(example, "no such request", group.stateIndex()));
                return true;
            }
        }
        return false;
    }

    private boolean plantDisorder() {
        for (int at = 0; at < run.emitted().size(); at++) {
            Example example = run.emitted().get(at).example();
            if (!example.targets().isEmpty()) {
                requireFound(
                        Leak.OUT_OF_ORDER, at, new Example(example.userId(), example.history(), List.of(0), List.of()));
                List<HistoryEvent> turned = new ArrayList<>(example.history());
                Collections.reverse(turned);
                requireFound(Leak.OUT_OF_ORDER, at, new Example(example.userId(), turned, List.of(1), List.of()));
                return true;
            }
        }
        return false;
    }

    /** Moves every target before every group: those that label a group are early. */
    private boolean plantEarlyTargets() {
        List<Emitted> moved = new ArrayList<>(run.emitted());
        moved.sort(Comparator.comparing(emitted -> !emitted.example().groups().isEmpty()));
        List<LeakageViolation> found = run.violations(moved);
        assertThat(found).allMatch(violation -> violation.leak() == Leak.EARLY_TARGET);
        Set<List<String>> labelled = new HashSet<>();
        run.emitted()
                .forEach(emitted -> emitted.example()
                        .groups()
                        .forEach(group -> labelled.add(List.of(emitted.example().userId(), group.requestId()))));
        assertThat(found).allMatch(v -> labelled.contains(List.of(v.userId(), v.requestId())));
        return !found.isEmpty();
    }

    /** Trains on a target that is held out. */
    private boolean plantHeldOutTarget() {
        for (int i = 0; i < run.emitted().size(); i++) {
            int at = i;
            Example example = run.emitted().get(at).example();
            for (int target : example.heldOut()) {
                HistoryEvent event = example.history().get(target);
                boolean closed = singleByUser.getOrDefault(example.userId(), List.of()).stream()
                        .filter(logged -> isSame(event, logged))
                        .anyMatch(logged -> run.emitted().subList(0, at).stream()
                                .filter(before -> before.example().userId().equals(example.userId()))
                                .flatMap(before -> before.example().groups().stream())
                                .anyMatch(group -> group.requestId().equals(logged.requestId())));
                if (closed) {
                    requireFound(
                            Leak.HELD_OUT_TARGET,
                            at,
                            new Example(example.userId(), example.history(), example.targets(), List.of()));
                    return true;
                }
            }
        }
        return false;
    }

    private void requireFound(Leak leak, int at, Example planted) {
        List<Emitted> instead = new ArrayList<>(run.emitted());
        instead.set(at, new Emitted(instead.get(at).time(), planted));
        assertThat(run.violations(instead))
                .as("%s planted in example %d: %s", leak, at, planted)
                .anyMatch(violation -> violation.leak() == leak
                        && violation.offset() == at
                        && violation.userId().equals(planted.userId()));
    }

    /** The example with one more event, inserted in order and visible to its group. */
    private static Example with(Example example, LoggedEvent event) {
        List<HistoryEvent> history = new ArrayList<>(example.history());
        long sequence = 1_000_000 + event.offset();
        history.add(new HistoryEvent(
                event.productId(), event.action(), event.sourceType(), event.timestamp(), sequence, 0));
        history.sort(null);
        Example longer = new Example(example.userId(), history, example.targets(), example.groups());
        return withGroup(longer, example.groups().get(0).requestId(), history.size() - 1);
    }

    private static Example withGroup(Example example, String request, int state) {
        ExampleGroup group = example.groups().get(0);
        return new Example(
                example.userId(),
                example.history(),
                List.of(),
                List.of(new ExampleGroup(
                        request,
                        group.sourceType(),
                        group.timestamp(),
                        group.delayMs(),
                        state,
                        group.holdout(),
                        group.productIds(),
                        group.labels(),
                        group.served(),
                        null)));
    }
}
