package dev.freshet.core.feature;

import dev.freshet.core.history.HistoryEvent;
import java.util.ArrayList;
import java.util.List;

/** The products that a customer chose last, each once. */
public final class RecentProducts {

    /** How many distinct products count. */
    static final int MOST = 10;

    /**
     * A product and when it was last chosen.
     *
     * @param time epoch milliseconds
     */
    public record Recent(String productId, long time) {}

    private RecentProducts() {}

    /**
     * The last ten distinct products, newest first.
     *
     * @param events in order
     * @param choice which events count
     * @param since earliest time to look at, epoch milliseconds
     */
    public static List<Recent> of(List<HistoryEvent> events, Choice choice, long since) {
        List<Recent> recent = new ArrayList<>(MOST);
        for (int i = events.size() - 1; i >= 0 && recent.size() < MOST; i--) {
            HistoryEvent event = events.get(i);
            if (event.timestamp() < since) {
                break;
            }
            if (choice.includes(event.action()) && !contains(recent, event.productId())) {
                recent.add(new Recent(event.productId(), event.timestamp()));
            }
        }
        return recent;
    }

    private static boolean contains(List<Recent> recent, String productId) {
        for (Recent each : recent) {
            if (each.productId().equals(productId)) {
                return true;
            }
        }
        return false;
    }
}
