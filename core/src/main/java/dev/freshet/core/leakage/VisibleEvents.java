package dev.freshet.core.leakage;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.leakage.CustomerLog.Positive;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which events of a customer's log a request may see. Examples hold neither an event's request nor its offset in the
 * log, so equal events are counted: a group may hold no more of them than it may see in the log.
 */
final class VisibleEvents {

    /** Why an event may not be seen. */
    record Reason(Leak leak, String detail) {}

    private final CustomerLog log;

    VisibleEvents(CustomerLog log) {
        this.log = log;
    }

    /**
     * Why a group may not see part of its history. An event of the request itself is reported as such, whatever its
     * time.
     *
     * @param delayMs how old the history must be, milliseconds
     */
    Optional<Reason> check(List<HistoryEvent> seen, ExampleGroup group, long delayMs) {
        Optional<Reason> many = tooMany(seen, group, delayMs);
        return many.filter(reason -> reason.leak() == Leak.OWN_REQUEST)
                .or(() -> tooYoung(seen, group, delayMs))
                .or(() -> many);
    }

    /** The first event that the log does not hold as often as a history does. */
    Optional<Reason> missing(List<HistoryEvent> history) {
        Map<EventKey, Integer> held = new HashMap<>();
        for (HistoryEvent event : history) {
            EventKey key = EventKey.of(event);
            if (held.merge(key, 1, Integer::sum) > log.positives(key).size()) {
                return Optional.of(notInLog(key));
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> tooYoung(List<HistoryEvent> seen, ExampleGroup group, long delayMs) {
        long last = delayMs > 0 ? group.timestamp() - delayMs : group.timestamp() - 1;
        String allowed = delayMs > 0
                ? "request at " + group.timestamp() + " with a delay of " + delayMs + " ms"
                : "request at " + group.timestamp();
        return seen.stream()
                .filter(event -> event.timestamp() > last)
                .findFirst()
                .map(event -> new Reason(
                        Leak.PAST_ITS_TIME,
                        "sees a " + EventKey.of(event) + ", " + (event.timestamp() - last) + " ms too young for a "
                                + allowed));
    }

    private Optional<Reason> tooMany(List<HistoryEvent> seen, ExampleGroup group, long delayMs) {
        Optional<GroupOpening> opening = log.opening(group.requestId(), group.timestamp());
        if (opening.isEmpty()) {
            return Optional.of(new Reason(
                    Leak.UNKNOWN_REQUEST, "the log holds no request of that name dated " + group.timestamp()));
        }
        boolean all = delayMs > 0;
        Map<EventKey, Integer> held = new HashMap<>();
        for (HistoryEvent event : seen) {
            EventKey key = EventKey.of(event);
            int times = held.merge(key, 1, Integer::sum);
            if (times
                    > visible(
                            key,
                            group.requestId(),
                            all ? Long.MAX_VALUE : opening.get().order())) {
                return Optional.of(reason(key, times, opening.get()));
            }
        }
        return Optional.empty();
    }

    private long visible(EventKey key, String request, long before) {
        int visible = 0;
        for (Positive event : log.positives(key)) {
            visible += !request.equals(event.requestId()) && event.order() < before ? 1 : 0;
        }
        return visible;
    }

    private Reason reason(EventKey key, int times, GroupOpening opening) {
        List<Positive> all = log.positives(key);
        if (times > all.size()) {
            return notInLog(key);
        }
        return all.stream()
                .filter(event -> opening.requestId().equals(event.requestId()))
                .findFirst()
                .map(own -> new Reason(
                        Leak.OWN_REQUEST,
                        "sees a " + key + " of the request itself, offset " + own.offset() + " of the log"))
                .orElseGet(() -> new Reason(
                        Leak.ARRIVED_LATER,
                        "sees a " + key + ", offset " + all.get(times - 1).offset()
                                + " of the log, which was applied after the request, offset " + opening.offset()));
    }

    private Reason notInLog(EventKey key) {
        int times = log.positives(key).size();
        String found = times == 0 ? " that the log does not hold" : " more often than the " + times + " of the log";
        return new Reason(Leak.NOT_IN_LOG, "holds a " + key + found);
    }
}
