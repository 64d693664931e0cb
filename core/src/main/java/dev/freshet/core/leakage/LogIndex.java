package dev.freshet.core.leakage;

import dev.freshet.core.group.GroupRules;
import java.util.HashMap;
import java.util.Map;

/**
 * One partition of the log by customer: the customer's events, and which record opened which request group. It reads no
 * histories, because those are what an audit checks. It takes the events that the streams app has not rejected, in
 * order of offset. Not thread-safe.
 */
public final class LogIndex {

    private record EventId(String userId, String eventId) {}

    private final GroupRules rules;
    private final long dedupWindowMs;
    private final Map<String, CustomerLog> customers = new HashMap<>();

    /** By event id, the last watermark at which a repeat is a duplicate. */
    private final Map<EventId, Long> used = new HashMap<>();

    private long watermark = Long.MIN_VALUE;
    private long events;

    /**
     * Creates an empty index.
     *
     * @param rules when groups open and close
     * @param dedupWindowMs how long a repeated event id of a customer counts as a duplicate
     */
    public LogIndex(GroupRules rules, long dedupWindowMs) {
        this.rules = rules;
        this.dedupWindowMs = dedupWindowMs;
    }

    /** Takes the next event; ignores a duplicate by its id. */
    public void add(LoggedEvent event) {
        if (isRepeat(event)) {
            return;
        }
        tick(event.timestamp());
        if (hasId(event)) {
            used.put(id(event), Math.max(event.timestamp(), watermark) + dedupWindowMs);
        }
        events++;
        customers.computeIfAbsent(event.userId(), id -> new CustomerLog()).add(event, rules, watermark);
    }

    /** Advances the watermark to a time. */
    public void tick(long time) {
        watermark = Math.max(watermark, time);
    }

    /** Events taken, without duplicates. */
    public long events() {
        return events;
    }

    /** How long a group stays open, milliseconds. */
    long windowMs() {
        return rules.windowMs();
    }

    CustomerLog customer(String userId) {
        CustomerLog customer = customers.get(userId);
        return customer != null ? customer : new CustomerLog();
    }

    private boolean isRepeat(LoggedEvent event) {
        Long until = hasId(event) ? used.get(id(event)) : null;
        return until != null && until >= watermark;
    }

    private static boolean hasId(LoggedEvent event) {
        return event.eventId() != null && !event.eventId().isEmpty();
    }

    private static EventId id(LoggedEvent event) {
        return new EventId(event.userId(), event.eventId());
    }
}
