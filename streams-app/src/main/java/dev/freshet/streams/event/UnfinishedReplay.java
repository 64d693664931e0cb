package dev.freshet.streams.event;

import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.NewestTicks;
import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** A replay into user-events that has more to send: its ticks and those of the wall clock exclude each other. */
public final class UnfinishedReplay {

    private UnfinishedReplay() {}

    /**
     * Refuses live ticks in a topic into which a log is being replayed: its further rows would be late.
     *
     * @param kafka settings of Kafka clients
     * @throws ConfigException when the newest tick of a partition is a replay's, and not its last one
     */
    public static void refuse(Map<String, Object> kafka) {
        NewestTicks.read(kafka, LogEnd.WRITTEN).ticks().stream()
                .filter(tick -> tick.origin() == TickOrigin.REPLAY)
                .findFirst()
                .ifPresent(tick -> {
                    throw new ConfigException(
                            "ticks.live",
                            true,
                            "a replay into " + Topics.USER_EVENTS.topic() + " has not ended: the newest tick, in "
                                    + tick.words() + ", is the replay's. Live ticks would move time to the present, and"
                                    + " every further row would be late. Set ticks.live=false until the replay has"
                                    + " ended, or give up the rest of it with freshet replay");
                });
    }
}
