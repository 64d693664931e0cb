package dev.freshet.streams.event;

/** How many more timers and waiting events a call may process. */
final class StepLimit {

    private int left;

    StepLimit(int steps) {
        this.left = steps;
    }

    /** Takes one step; false when none is left. */
    boolean take() {
        return left > 0 && left-- > 0;
    }
}
