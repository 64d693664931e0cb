package dev.freshet.core.dataset;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins a customer's groups whose windows start at the same event into one example, hence one forward pass. */
final class SharedWindows {

    private SharedWindows() {}

    /** Joins examples of one group each. The longest window comes first; groups of one window are in order of date. */
    static List<Example> join(List<Example> singles) {
        List<Example> longestFirst = new ArrayList<>(singles);
        longestFirst.sort(Comparator.comparingInt((Example e) -> -e.history().size()));
        List<Example> joined = new ArrayList<>();
        while (!longestFirst.isEmpty()) {
            List<HistoryEvent> window = longestFirst.get(0).history();
            List<ExampleGroup> groups = new ArrayList<>();
            longestFirst.removeIf(single -> begins(window, single.history())
                    && groups.add(single.groups().get(0)));
            groups.sort(Comparator.comparingLong(ExampleGroup::timestamp).thenComparing(ExampleGroup::requestId));
            joined.add(new Example(singles.get(0).userId(), window, List.of(), groups));
        }
        return joined;
    }

    private static boolean begins(List<HistoryEvent> window, List<HistoryEvent> shorter) {
        return window.subList(0, shorter.size()).equals(shorter);
    }
}
