package dev.freshet.replay;

/** Decides how fast a replay goes. Asked before each step; while it says no, what was sent so far is committed. */
public interface Pace {

    /** As fast as it goes. */
    Pace FULL = (at, nextTime) -> true;

    /**
     * Whether the next step may be sent now.
     *
     * @param at the position before it
     * @param nextTime event time of the step, epoch milliseconds
     */
    boolean allows(ReplayPosition at, long nextTime);

    /** Both have to agree. */
    default Pace and(Pace other) {
        return (at, nextTime) -> allows(at, nextTime) && other.allows(at, nextTime);
    }
}
