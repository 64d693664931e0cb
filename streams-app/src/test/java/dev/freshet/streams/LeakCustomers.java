package dev.freshet.streams;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.UserEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Customers whose log provokes leaks: few products and times, so that events tie; repeated request ids; events that are
 * late, early, duplicated or use an id again; gaps after which many timers are due at once.
 *
 * @param settings of the streams app, scaled to the short times of the log
 * @param log the input in order; a {@link Long} is a tick
 */
record LeakCustomers(Map<String, String> settings, List<Object> log) {

    private static final List<String> SOURCES = Arrays.asList("home", "search", "banner", null);
    private static final int CLUSTERS = 4;
    private static final long MILLISECOND = 1;
    private static final long SECOND = 1000;
    private static final long SIX_HOURS = 21_600_000;
    /** In units of time; histories are kept at least as long. */
    private static final long LONGEST_DELAY = 16;

    /** An event, or its duplicate, before it arrives in the log. */
    private record Sent(double arrival, UserEvent event) {}

    static LeakCustomers of(long seed, int customers) {
        return new Maker(seed).make(customers);
    }

    /** Draws all values from one source of randomness. */
    private static final class Maker {

        private final Random random;
        /** Whether customers leave, and few of their event ids are remembered. */
        private final boolean bounded;

        private final long unit;
        private final long window;

        Maker(long seed) {
            random = new Random(seed);
            bounded = seed % 2 == 0;
            unit = List.of(MILLISECOND, SECOND, SIX_HOURS).get(random.nextInt(3));
            window = unit * (3 + random.nextInt(10));
        }

        LeakCustomers make(int customers) {
            Map<String, String> settings = settings();
            List<Sent> sent = new ArrayList<>();
            long[] starts = new long[CLUSTERS];
            for (int i = 1; i < CLUSTERS; i++) {
                starts[i] = starts[i - 1] + 40 * unit + window * random.nextInt(6);
            }
            for (int i = 0; i < customers; i++) {
                long start = starts[random.nextInt(CLUSTERS)] + unit * random.nextInt(30);
                customer("u" + i, TopologyHarness.T0 + start, sent);
            }
            if (settings.containsKey("customers.retention")) {
                for (int i = 0; i < customers; i += 4) { // they come back after they have left
                    long away = 60 * unit + (1 + random.nextInt(3)) * (40 * unit + 8 * window);
                    customer("u" + i, TopologyHarness.T0 + starts[CLUSTERS - 1] + away, sent);
                }
            }
            sent.sort(Comparator.comparingDouble(Sent::arrival));
            List<Object> log = new ArrayList<>();
            for (Sent next : sent) {
                if (random.nextInt(20) == 0) {
                    log.add((long) next.arrival());
                }
                log.add(next.event());
            }
            log.add((long) sent.get(sent.size() - 1).arrival() + 10 * window + 100 * unit);
            return new LeakCustomers(settings, log);
        }

        private Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>();
            int length = 2 + random.nextInt(11);
            settings.put("history.length", "" + length);
            settings.put("history.slide", "" + (1 + random.nextInt(length)));
            settings.put("history.chunk.size", "" + (1 + random.nextInt(4)));
            settings.put("history.retention", ms(Math.max(LONGEST_DELAY * unit, window * (2 + random.nextInt(7)))));
            if (bounded) {
                settings.put("customers.retention", settings.get("history.retention"));
                settings.put("events.dedup.max", "1");
            }
            settings.put("groups.window", ms(window));
            settings.put("groups.late.horizon", ms(window * (1 + random.nextInt(3))));
            settings.put("groups.min.items", "2");
            settings.put("groups.holdout", "0.2");
            settings.put("groups.max.items", random.nextInt(4) == 0 ? "3" : "1000");
            settings.put("groups.excluded.sources", random.nextBoolean() ? "banner" : "");
            settings.put("events.future.tolerance", ms(window * (2 + random.nextInt(3)) / 5));
            settings.put("events.future.wait", ms(window * random.nextInt(4)));
            settings.put("watermark.witnesses", "" + List.of(1, 4, 15).get(random.nextInt(3)));
            settings.put("events.dedup.window", ms(unit * (1 + random.nextInt(20))));
            settings.put("examples.watermark.interval", ms(Math.min(unit * 5, TimeSpan.DAY)));
            settings.put("examples.targets.batch", "" + (1 + random.nextInt(5)));
            settings.put("examples.targets.max.age", ms(unit * (1 + random.nextInt(6))));
            settings.put("delay.policy", policy());
            return settings;
        }

        private String policy() {
            String uniform = "uniform(" + ms(unit) + "," + ms(unit * LONGEST_DELAY) + ")";
            String days = unit == SIX_HOURS ? "whole-days[1,4)" : uniform;
            return List.of("none", uniform, days, "0.5*none + 0.5*" + uniform).get(random.nextInt(4));
        }

        private static String ms(long span) {
            return span + "ms";
        }

        private void customer(String user, long start, List<Sent> sent) {
            for (int earlier = random.nextInt(6); earlier > 0; earlier--) {
                long acted = start - unit * random.nextInt(20);
                send(event(user, action(), SOURCES.get(random.nextInt(SOURCES.size())), acted, null), sent);
            }
            long time = start;
            for (int visits = 1 + random.nextInt(4); visits > 0; visits--) {
                String request = "r" + random.nextInt(6);
                String source = SOURCES.get(random.nextInt(SOURCES.size()));
                for (int views = 3 + random.nextInt(3); views > 0; views--) {
                    long seen = time + unit * Math.max(0, random.nextInt(5) - 2);
                    send(event(user, ActionType.VIEW, source, seen, request), sent);
                }
                for (int actions = 1 + random.nextInt(6); actions > 0; actions--) {
                    long acted = time + unit * (random.nextInt(6) - 2) + (random.nextInt(6) == 0 ? window : 0);
                    String of =
                            random.nextInt(4) == 0 ? null : random.nextInt(5) == 0 ? "r" + random.nextInt(6) : request;
                    send(event(user, action(), SOURCES.get(random.nextInt(SOURCES.size())), acted, of), sent);
                }
                time += unit * random.nextInt(11);
            }
        }

        private ActionType action() {
            return List.of(ActionType.CART_UPDATE, ActionType.CART_UPDATE, ActionType.CLICK, ActionType.PURCHASE)
                    .get(random.nextInt(4));
        }

        private UserEvent event(String user, ActionType action, String source, long time, String request) {
            String id = random.nextInt(6) == 0 ? "e" + random.nextInt(12) : null;
            return new UserEvent(user, "p" + random.nextInt(5), action, source, time, request, id);
        }

        private void send(UserEvent event, List<Sent> sent) {
            for (int times = random.nextInt(12) == 0 ? 2 : 1; times > 0; times--) {
                sent.add(new Sent(event.getTimestamp() + lag() + random.nextDouble() / 2, event));
            }
        }

        /** Delay between an event and its arrival in the log: mostly none, sometimes long, sometimes negative. */
        private long lag() {
            return switch (random.nextInt(12)) {
                case 0, 1 -> unit * random.nextInt(4);
                case 2 -> random.nextInt(4) * window / 2;
                case 3 -> -unit * random.nextInt(6);
                case 4 -> -random.nextInt(5) * window / 2;
                default -> 0;
            };
        }
    }
}
