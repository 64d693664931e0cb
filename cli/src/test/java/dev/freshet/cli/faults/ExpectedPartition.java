package dev.freshet.cli.faults;

import dev.freshet.core.event.TimeRules;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.event.Witnesses;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.UserEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What the streams app must decide about the events of one partition: a model of its watermark and of waiting events. */
final class ExpectedPartition {

    /** What becomes of an event. */
    enum Fate {
        ACCEPTED,
        DUPLICATE,
        LATE,
        FUTURE
    }

    /** The app's default, {@code watermark.witnesses}. */
    private static final int WITNESSES = 15;

    /** The app's defaults, {@code events.future.tolerance} and {@code groups.window}. */
    private static final TimeRules RULES = new TimeRules(WITNESSES, 20 * TimeSpan.MINUTE);

    private static final long GROUP_WINDOW = 30 * TimeSpan.MINUTE;

    private record Waiting(UserEvent event, long place, long expires) {}

    private static final Comparator<Waiting> ORDER =
            Comparator.<Waiting>comparingLong(w -> w.event().getTimestamp()).thenComparingLong(Waiting::place);

    private final BiConsumer<UserEvent, Fate> outcome;
    private final Set<Waiting> waiting = new TreeSet<>(ORDER);
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> groups = new HashMap<>();
    private Witnesses witnesses = Witnesses.none(WITNESSES);
    private long watermark = TimeRules.NO_WATERMARK;
    private long events;

    /** @param outcome takes each event when its fate is decided */
    ExpectedPartition(BiConsumer<UserEvent, Fate> outcome) {
        this.outcome = outcome;
    }

    long watermark() {
        return watermark;
    }

    boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    /** The number of the last fifteen customers that have sent an event dated after a time. */
    long aheadOf(long time) {
        return witnesses.customers().stream().filter(w -> w.newest() > time).count();
    }

    void tick(long time) {
        advance(time);
    }

    /** Takes the next event of the partition, one that breaks no rule by itself. */
    void event(UserEvent event) {
        long time = event.getTimestamp();
        witnesses = witnesses.with(event.getUserId(), time);
        witnesses.median().ifPresent(this::advance);
        if (RULES.isAhead(time, watermark)) {
            waiting.add(new Waiting(event, events, watermark + KnownLog.FUTURE_WAIT));
        } else {
            apply(event);
        }
        events++;
    }

    private void advance(long time) {
        if (time <= watermark) {
            return;
        }
        for (Waiting next : List.copyOf(waiting)) {
            long admission = RULES.admission(next.event().getTimestamp());
            if (admission <= time) {
                waiting.remove(next);
                watermark = Math.max(watermark, admission);
                apply(next.event());
            } else if (next.expires() < time) {
                waiting.remove(next);
                if (RULES.waitsAnew(next.event().getTimestamp(), next.expires(), time, KnownLog.FUTURE_WAIT)) {
                    waiting.add(new Waiting(next.event(), next.place(), time + KnownLog.FUTURE_WAIT));
                } else {
                    outcome.accept(next.event(), Fate.FUTURE);
                }
            }
        }
        watermark = time;
    }

    private void apply(UserEvent event) {
        boolean repeated = event.getEventId() != null && !ids.add(event.getUserId() + " " + event.getEventId());
        outcome.accept(event, repeated ? Fate.DUPLICATE : isLate(event) ? Fate.LATE : Fate.ACCEPTED);
    }

    /** Only impressions are late here: no history is so long that it drops events. */
    private boolean isLate(UserEvent event) {
        if (event.getActionType() != ActionType.VIEW) {
            return false;
        }
        long date = groups.computeIfAbsent(event.getRequestId(), request -> event.getTimestamp());
        return date + GROUP_WINDOW < watermark;
    }
}
