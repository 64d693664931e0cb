package dev.freshet.cli.settings;

import dev.freshet.core.event.TimeSpan;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the run as a whole. */
public final class RunConfig extends AbstractConfig {

    private static final String PARTITIONS = "run.partitions";
    private static final String PATIENCE = "run.patience";

    /** Of settings that are spans of time. */
    static final ConfigDef.Validator SPAN =
            ConfigDef.LambdaValidator.with(RunConfig::checkSpan, () -> "a whole number and ms, s, m, h or d");

    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    PARTITIONS,
                    ConfigDef.Type.INT,
                    4,
                    ConfigDef.Range.between(1, 1000),
                    ConfigDef.Importance.MEDIUM,
                    "Partitions of the topics; fixed once a data directory exists.")
            .define(
                    PATIENCE,
                    ConfigDef.Type.STRING,
                    "10m",
                    SPAN,
                    ConfigDef.Importance.LOW,
                    "Wall time without any progress after which the run fails.");

    RunConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
    }

    public int partitions() {
        return getInt(PARTITIONS);
    }

    public long patienceMs() {
        return TimeSpan.parse(getString(PATIENCE));
    }

    private static void checkSpan(String name, Object value) {
        try {
            TimeSpan.parse((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }
}
