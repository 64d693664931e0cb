package dev.freshet.streams;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.UserEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A seeded log of a small shop, in time order: pages of a dozen products, clicks and carts from them, purchases. */
final class ShopLog {

    private ShopLog() {}

    static List<UserEvent> events(int users, int pages, long seed) {
        Random random = new Random(seed);
        List<UserEvent> events = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            long at = TopologyHarness.T0 + page * TimeSpan.MINUTE + random.nextInt(60_000);
            String user = "user" + random.nextInt(users);
            String request = user + "-" + page;
            for (int i = 0; i < 12; i++) {
                events.add(event(user, random, ActionType.VIEW, at, request));
            }
            for (int i = 0; i < random.nextInt(4); i++) {
                long later = at + random.nextInt(40 * 60_000);
                events.add(event(user, random, ActionType.CLICK, later, random.nextBoolean() ? request : null));
            }
            events.add(event(user, random, ActionType.CART_UPDATE, at + random.nextInt(40 * 60_000), request));
        }
        events.sort(Comparator.comparingLong(UserEvent::getTimestamp));
        return events;
    }

    private static UserEvent event(String user, Random random, ActionType action, long timestamp, String request) {
        return new UserEvent(user, "p" + random.nextInt(40), action, "page", timestamp, request, null);
    }
}
