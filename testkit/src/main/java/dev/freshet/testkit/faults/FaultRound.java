package dev.freshet.testkit.faults;

/**
 * One kill, its disturbance, and what event time does in the records that arrive meanwhile.
 *
 * @param victim app that gets SIGKILL
 * @param bystander another app, which a freeze stops
 * @param afterMs time of the kill in milliseconds after the round's first record
 * @param awaited whether the next round waits until the victim works again; otherwise it may hit the recovery
 * @param disturbance second fault, which begins with the round
 * @param node broker of the disturbance, from 0
 * @param lastsMs duration of the disturbance, milliseconds
 * @param time event time in the round's records
 */
public record FaultRound(
        App victim,
        App bystander,
        int afterMs,
        boolean awaited,
        Disturbance disturbance,
        int node,
        int lastsMs,
        EventTime time) {

    /** Processes under test. */
    public enum App {
        TRAINER,
        STREAMS_1,
        STREAMS_2
    }

    /** Faults in addition to a kill. */
    public enum Disturbance {
        NONE,
        /** The bystander freezes and thaws. */
        FREEZE,
        /** All data between the apps and one broker is delayed. */
        SLOW_NETWORK,
        /** All connections between the apps and one broker close. */
        CUT_NETWORK,
        /** No data passes between the apps and one broker. */
        BLACK_HOLE,
        /** One broker is killed and starts again. */
        BROKER_KILL,
        /** One broker stops in order and starts again. */
        BROKER_STOP,
        /** All instances of the streams app are killed, and their group's offsets are gone when they start again. */
        EXPIRED_OFFSETS;

        public boolean isOfBroker() {
            return this == BROKER_KILL || this == BROKER_STOP;
        }
    }

    /** What event time does in the records of a round. */
    public enum EventTime {
        /** It advances with the log. */
        STEADY,
        /** Some customers' clocks are fast. */
        FAST_CLOCKS,
        /** The log pauses for two or three days, without events and ticks. */
        WEEKEND,
        /** The log pauses for a month. */
        MONTH
    }
}
