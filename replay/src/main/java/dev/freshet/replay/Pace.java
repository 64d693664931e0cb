package dev.freshet.replay;

/**
 * Limits the speed of a replay. The replay asks before each step; while the answer is no, it commits what it has sent.
 */
public interface Pace {

    /** No limit. */
    Pace FULL = (at, nextTime) -> true;

    /**
     * Whether the next step may be sent now.
     *
     * @param at the position before it
     * @param nextTime event time of the step, epoch milliseconds
     */
    boolean allows(ReplayPosition at, long nextTime);

    /** A pace that allows a step when both do. */
    default Pace and(Pace other) {
        return (at, nextTime) -> allows(at, nextTime) && other.allows(at, nextTime);
    }
}
