package dev.freshet.schemas.registry;

import dev.freshet.core.retry.Backoff;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.errors.InterruptException;

/** How often, and with what pauses, a call is retried. */
record RetryPolicy(int maxRetries, Backoff backoff) {

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define("max.retries", ConfigDef.Type.INT, 6, Range.atLeast(0), Importance.LOW, "Repeats of a failed call.")
            .define("retries.wait.ms", ConfigDef.Type.LONG, 250, Range.atLeast(0), Importance.LOW, "First pause.")
            .define(
                    "retries.max.wait.ms",
                    ConfigDef.Type.LONG,
                    5_000,
                    Range.atLeast(0),
                    Importance.LOW,
                    "Longest pause.");

    static RetryPolicy of(Map<String, String> config) {
        AbstractConfig settings = new AbstractConfig(SETTINGS, config, false);
        return new RetryPolicy(
                settings.getInt("max.retries"),
                new Backoff(settings.getLong("retries.wait.ms"), settings.getLong("retries.max.wait.ms")));
    }

    void pause(int retry) {
        try {
            backoff.pause(retry);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
