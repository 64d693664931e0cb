package dev.freshet.testkit.faults;

/**
 * One kill and its disturbance.
 *
 * @param victim app that gets SIGKILL
 * @param bystander another app, which a freeze stops
 * @param afterMs time of the kill in milliseconds after the round's first record
 * @param awaited whether the next round waits until the victim works again; otherwise it may hit the recovery
 * @param disturbance second fault, which begins with the round
 * @param node broker of the disturbance, from 0
 * @param lastsMs duration of the disturbance, milliseconds
 */
public record FaultRound(
        App victim, App bystander, int afterMs, boolean awaited, Disturbance disturbance, int node, int lastsMs) {

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
        BROKER_STOP;

        public boolean isOfBroker() {
            return this == BROKER_KILL || this == BROKER_STOP;
        }
    }
}
