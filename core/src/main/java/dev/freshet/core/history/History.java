package dev.freshet.core.history;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's positive events in order, or the last of them.
 *
 * @param dropped number of events before the first of {@code events}
 * @param events the events that are held, in order
 */
public record History(long dropped, List<HistoryEvent> events) {

    public static final History EMPTY = new History(0, List.of());

    public History {
        events = List.copyOf(events);
    }

    /** A history of events that are given in any order. */
    public static History of(long dropped, List<HistoryEvent> unordered) {
        List<HistoryEvent> sorted = new ArrayList<>(unordered);
        sorted.sort(null);
        return new History(dropped, sorted);
    }

    /**
     * The window of the events that precede a cutoff. Its start depends only on their number, so it is the
     * same whenever the history is read and however many later events it holds.
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
