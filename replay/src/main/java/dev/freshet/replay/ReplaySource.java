package dev.freshet.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be replayed.
 *
 * @param scan of the log
 * @param tailMs event time after the last row for which ticks go on, milliseconds
 * @param elsewhere how to replay where nothing was replayed before, for messages: "use another --data-dir"
 */
public record ReplaySource(ShopLog log, LogScan scan, ReplayConfig config, long tailMs, String elsewhere) {

    /** The name by which messages and records call the log. */
    String name() {
        return log.name();
    }

    /** The steps from the first on; reads the log anew. */
    ReplayPlan plan() {
        return new ReplayPlan(log.rows(scan), scan.lastTime(), tailMs, config);
    }

    /** Everything but the log's content that decides what is sent. */
    Map<String, String> settings(int partitions) {
        Map<String, String> settings = new TreeMap<>(config.content());
        settings.put("tail.ms", Long.toString(tailMs));
        settings.put("partitions", Integer.toString(partitions));
        return settings;
    }
}
