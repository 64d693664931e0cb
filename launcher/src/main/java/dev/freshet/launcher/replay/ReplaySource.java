package dev.freshet.launcher.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be replayed.
 *
 * @param scan of the file
 * @param tailMs event time after the last row for which ticks go on, milliseconds
 */
public record ReplaySource(LogFile file, LogScan scan, ReplayConfig config, long tailMs) {

    /** The name by which messages and records call the log. */
    String name() {
        return file.path().getFileName().toString();
    }

    /** The steps from the first on; reads the file anew. */
    ReplayPlan plan() {
        return new ReplayPlan(file.rows(scan), scan.lastTime(), tailMs, config);
    }

    /** Everything but the file's content that decides what is sent. */
    Map<String, String> settings(int partitions) {
        Map<String, String> settings = new TreeMap<>(config.content());
        settings.put("tail.ms", Long.toString(tailMs));
        settings.put("partitions", Integer.toString(partitions));
        return settings;
    }
}
