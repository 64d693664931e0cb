package dev.freshet.cli.settings;

import dev.freshet.schemas.config.SettingValues;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** The rules that only a run in one process has: with conflicting values, it waits for itself. */
final class RunRules {

    /** Placeholders for values that a run decides later; no rule reads them. */
    private static final Map<String, String> ADDRESSES =
            Map.of(AppConfig.BROKERS, "localhost:0", AppConfig.REGISTRY_URL, "http://localhost:0");

    private RunRules() {}

    /**
     * Checks the settings of each part, and those of several parts against each other.
     *
     * @throws ConfigException when a part refuses its settings, or naming the conflicting settings and their values
     */
    static void check(AppSettings settings) {
        AppSettings addressed = settings.with(ADDRESSES);
        addressed.topology();
        addressed.trainer();
        SettingValues values = settings.values();
        String blocked = "the replay waits for the trainer, which waits for event time to pass";
        values.atMost("replay.tick.interval", "replay.lead", blocked);
        values.atMost("examples.watermark.interval", "replay.lead", blocked);
        values.below("requests.model.wait", AppConfig.RUN_PATIENCE, "the run gives up while requests wait");
    }
}
