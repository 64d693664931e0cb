package dev.freshet.streams.event;

import dev.freshet.streams.store.EventIds;
import dev.freshet.streams.store.PopularityUpdates;
import dev.freshet.streams.store.Timers.Timer;

/** What each kind of timer does. */
final class DueTimers {

    private final RequestGroups groups;
    private final NextPositiveEmitter targets;
    private final EventIds eventIds;
    private final WaitingEvents waiting;
    private final CustomerRetention customers;
    private final PopularityUpdates popularity;

    DueTimers(
            RequestGroups groups,
            NextPositiveEmitter targets,
            EventIds eventIds,
            WaitingEvents waiting,
            CustomerRetention customers,
            PopularityUpdates popularity) {
        this.groups = groups;
        this.targets = targets;
        this.eventIds = eventIds;
        this.waiting = waiting;
        this.customers = customers;
        this.popularity = popularity;
    }

    /**
     * Does what a timer is for.
     *
     * @param end the time to which the watermark moves, epoch milliseconds
     */
    void fire(Timer timer, long end) {
        switch (timer.kind()) {
            case CLOSE_GROUP -> groups.close(timer.user(), timer.id());
            case FLUSH_TARGETS -> targets.emitDue(timer.user());
            case FORGET_GROUP -> groups.forget(timer.user(), timer.id());
            case FORGET_EVENT_ID -> eventIds.forget(timer.user(), timer.id());
            case EXPIRE_WAITING -> waiting.expire(timer.id(), end);
            case LEAVE_CUSTOMER -> customers.leave(timer.user());
            case FORGET_CUSTOMER -> customers.forget(timer.user());
            case DROP_PRODUCT -> popularity.drop(timer.user(), timer.due() + 1);
        }
    }
}
