package dev.freshet.testkit.faults;

/**
 * One kill, and what goes wrong beside it.
 *
 * @param victim killed with SIGKILL
 * @param bystander another app, which a freeze concerns
 * @param afterMs moment of the kill, milliseconds after the round's records began to come
 * @param awaited whether the victim may come back to work before the next round; otherwise that may hit its recovery
 * @param disturbance what else goes wrong, from the round's beginning
 * @param node the broker that it concerns, from 0
 * @param lastsMs how long it lasts, milliseconds
 */
public record FaultRound(
        App victim, App bystander, int afterMs, boolean awaited, Disturbance disturbance, int node, int lastsMs) {

    /** Processes under test. */
    public enum App {
        TRAINER,
        STREAMS_1,
        STREAMS_2
    }

    /** What goes wrong beside a kill. */
    public enum Disturbance {
        NONE,
        /** The bystander is frozen and thawed. */
        FREEZE,
        /** All that passes between the apps and one broker is late. */
        SLOW_NETWORK,
        /** All connections between the apps and one broker are closed. */
        CUT_NETWORK,
        /** Nothing passes between the apps and one broker. */
        BLACK_HOLE,
        /** One broker is killed, and started again. */
        BROKER_KILL,
        /** One broker is stopped in order, and started again. */
        BROKER_STOP;

        public boolean isOfBroker() {
            return this == BROKER_KILL || this == BROKER_STOP;
        }
    }
}
