package dev.freshet.core.leakage;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.DedupRules;
import dev.freshet.core.event.TimeRules;
import dev.freshet.core.event.Witnesses;
import dev.freshet.core.group.GroupRules;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * One partition of the log by customer: the customer's events, and which record opened which request group. It reads no
 * histories, because those are what an audit checks. It takes records in order of offset and applies events in the streams
 * app's order: an event ahead of the watermark waits. Not thread-safe.
 */
public final class LogIndex {

    private final GroupRules rules;
    private final TimeRules time;
    private final RecentIds ids;
    private final Map<String, CustomerLog> customers = new HashMap<>();

    /** By product, the times at which each action counts. */
    private final Map<String, Map<Action, SortedTimes>> products = new HashMap<>();

    /** Events ahead of the watermark. */
    private final TreeSet<LoggedEvent> waiting =
            new TreeSet<>(Comparator.comparingLong(LoggedEvent::timestamp).thenComparingLong(LoggedEvent::offset));

    private Witnesses witnesses;
    private long watermark = TimeRules.NO_WATERMARK;
    private long events;

    /**
     * Creates an empty index.
     *
     * @param rules when groups open and close
     * @param time how events move the watermark
     * @param dedup which event ids are remembered
     */
    public LogIndex(GroupRules rules, TimeRules time, DedupRules dedup) {
        this.rules = rules;
        this.time = time;
        this.witnesses = Witnesses.none(time.witnesses());
        this.ids = new RecentIds(dedup);
    }

    /** Takes the next event; ignores a duplicate by its id. */
    public void add(LoggedEvent event) {
        observe(event);
        if (time.isAhead(event.timestamp(), watermark)) {
            waiting.add(event);
        } else {
            apply(event);
        }
    }

    /** Takes an event that was rejected for its time alone: it moves the watermark. */
    public void addRejected(LoggedEvent event) {
        observe(event);
    }

    private void observe(LoggedEvent event) {
        witnesses = witnesses.with(event.userId(), event.timestamp());
        witnesses.median().ifPresent(this::tick);
    }

    /** Advances the watermark to a time. */
    public void tick(long to) {
        while (!waiting.isEmpty() && time.admission(waiting.first().timestamp()) <= to) {
            LoggedEvent event = waiting.pollFirst();
            watermark = Math.max(watermark, time.admission(event.timestamp()));
            apply(event);
        }
        watermark = Math.max(watermark, to);
    }

    private void apply(LoggedEvent event) {
        if (ids.isRepeat(event, watermark)) {
            return;
        }
        customers.computeIfAbsent(event.userId(), id -> new CustomerLog()).add(event, events++, rules, watermark);
        products.computeIfAbsent(event.productId(), id -> new EnumMap<>(Action.class))
                .computeIfAbsent(event.action(), action -> new SortedTimes())
                .add(Math.max(event.timestamp(), watermark));
    }

    /** Events applied, without duplicates. */
    public long events() {
        return events;
    }

    /** How often an action with a product counts from a time, inclusive, to another: at its time or the watermark's, if later. */
    int counted(String productId, Action action, long from, long to) {
        SortedTimes times = products.getOrDefault(productId, Map.of()).get(action);
        return times == null ? 0 : times.between(from, to);
    }

    /** How long a group stays open, milliseconds. */
    long windowMs() {
        return rules.windowMs();
    }

    CustomerLog customer(String userId) {
        CustomerLog customer = customers.get(userId);
        return customer != null ? customer : new CustomerLog();
    }
}
