package dev.freshet.core.history;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's positive events in order, or the end of them.
 *
 * @param dropped how many events come before the first of {@code events}
 * @param events the rest, in order
 */
public record History(long dropped, List<HistoryEvent> events) {

    public static final History EMPTY = new History(0, List.of());

    public History {
        events = List.copyOf(events);
    }

    /** From events in any order. */
    public static History of(long dropped, List<HistoryEvent> unordered) {
        List<HistoryEvent> sorted = new ArrayList<>(unordered);
        sorted.sort(null);
        return new History(dropped, sorted);
    }

    /**
     * The window of the events that precede a cutoff. Its start follows from how many those are, so that it does not
     * depend on when or with how many later events the history is read.
     */
    public List<HistoryEvent> window(Cutoff cutoff, HistoryRules rules) {
        List<HistoryEvent> preceding = new ArrayList<>();
        for (HistoryEvent event : events) {
            if (cutoff.precedes(event)) {
                preceding.add(event);
            }
        }
        long start = rules.windowStart(dropped + preceding.size());
        int from = (int) Math.max(0, start - dropped);
        return preceding.subList(from, preceding.size()).stream()
                .filter(event -> !cutoff.hides(event))
                .toList();
    }
}
