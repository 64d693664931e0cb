package dev.freshet.streams;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.store.TaskCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A customer of a shop whose streams app is about to be upgraded: a history, an open page and a waiting request. */
final class EarlierShop {

    static final String USER = "böb";
    static final String PAGE = "open";

    /** The watermark when the earlier version stopped. */
    static final long STOP = 1_470_000_000_000L;

    static final long PAGE_TIME = STOP - 5 * TimeSpan.MINUTE;

    /** Targets that had left: the events of days ago but for the first. */
    static final long TARGETS = 8;

    private EarlierShop() {}

    /** What the earlier version had made of the applied events and requests. */
    static EarlierState state(int partitions) {
        EarlierState state = new EarlierState();
        for (int p = 0; p < partitions; p++) {
            state.watermark(p, STOP);
        }
        state.count(TaskCounter.TICKS, 1);
        state.count(TaskCounter.EVENTS_IN, applied().size());
        state.count(TaskCounter.ACCEPTED, applied().size());
        state.count(TaskCounter.EXAMPLE_TARGETS, TARGETS);
        state.count(TaskCounter.GROUPS_OPENED, 2);
        state.count(TaskCounter.REQUESTS_IN, 1);
        state.history(USER, history(), 9);
        state.openGroup(USER, PAGE, PAGE_TIME, "search", 9, products());
        state.closedGroup(USER, "closed", STOP - 2 * TimeSpan.HOUR);
        for (UserEvent event : applied()) {
            if (event.getEventId() != null) {
                state.eventId(USER, event.getEventId(), event.getTimestamp());
            }
        }
        state.cartAdditions("tea", 40);
        state.cartAdditions("milk", 10);
        state.waitingRequest(waiting());
        return state;
    }

    /** Positive events: nine of days ago, and one from the open page. */
    static List<UserEvent> history() {
        List<UserEvent> events = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ActionType action = List.of(ActionType.CLICK, ActionType.CART_UPDATE, ActionType.PURCHASE)
                    .get(i % 3);
            events.add(event("tea-" + i, action, STOP - 5 * TimeSpan.DAY + i * TimeSpan.HOUR, null, null));
        }
        events.add(event("p3", ActionType.CLICK, PAGE_TIME + TimeSpan.MINUTE, PAGE, "click"));
        return events;
    }

    /** All events that were applied, in order. */
    static List<UserEvent> applied() {
        List<UserEvent> events = new ArrayList<>(history().subList(0, 9));
        for (String product : products()) {
            events.add(event(product, ActionType.VIEW, PAGE_TIME, PAGE, "view-" + product));
        }
        events.add(history().get(9));
        return events;
    }

    static List<String> products() {
        return IntStream.range(0, 12).mapToObj(i -> "p" + i).toList();
    }

    static UserEvent event(String product, ActionType action, long time, String request, String id) {
        return new UserEvent(USER, product, action, "search", time, request, id);
    }

    static ScoreRequest request(String id, long time) {
        return new ScoreRequest(id, USER, "search", time, List.of("bread", "milk", "p5", "tea"), null);
    }

    /** A request that was applied and not answered. */
    static ScoreRequest waiting() {
        return request("waiting", STOP - TimeSpan.MINUTE);
    }
}
