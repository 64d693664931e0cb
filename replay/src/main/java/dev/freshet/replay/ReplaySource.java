package dev.freshet.replay;

import dev.freshet.schemas.log.WrittenTick;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log, with the settings of its replay.
 *
 * @param scan of this log
 * @param tailMs event time after the last row during which ticks continue, milliseconds
 * @param elsewhere for messages: how to replay into an empty cluster, in the imperative
 */
public record ReplaySource(ShopLog log, LogScan scan, ReplayConfig config, long tailMs, String elsewhere) {

    /** The log's name in messages and records. */
    String name() {
        return log.name();
    }

    /** The steps from the first one; reads the log again. */
    ReplayPlan plan() {
        return new ReplayPlan(log.rows(scan), scan.lastTime(), tailMs, config);
    }

    /** Why no row can be sent behind a tick of the wall clock. */
    LogRefusedException refusal(WrittenTick live) {
        return new LogRefusedException("a streams app has written live ticks into topic user-events: " + live.words()
                + "; the rows of " + name()
                + " that are older would all be late. Set ticks.live=false on the streams app."
                + " Its ticks stay in the topic: " + elsewhere);
    }

    /** Everything that affects what is sent, except the log's content. */
    Map<String, String> settings(int partitions) {
        Map<String, String> settings = new TreeMap<>(config.content());
        settings.put("tail.ms", Long.toString(tailMs));
        settings.put("partitions", Integer.toString(partitions));
        return settings;
    }
}
