package dev.freshet.schemas.registry;

import dev.freshet.core.retry.Backoff;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.errors.InterruptException;

/**
 * How often and with what pauses a call is retried, how long it may take, and how long an unknown id is remembered.
 *
 * @param timeoutMs longest time of a call with all its retries, milliseconds
 * @param unknownIdsMemoryMs how long the answer that an id is unknown holds, milliseconds
 */
record CallPolicy(int maxRetries, Backoff backoff, long timeoutMs, long unknownIdsMemoryMs) {

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define("max.retries", ConfigDef.Type.INT, 6, Range.atLeast(0), Importance.LOW, "Repeats of a failed call.")
            .define("retries.wait.ms", ConfigDef.Type.LONG, 250, Range.atLeast(0), Importance.LOW, "First pause.")
            .define(
                    "retries.max.wait.ms",
                    ConfigDef.Type.LONG,
                    5_000,
                    Range.atLeast(0),
                    Importance.LOW,
                    "Longest pause.")
            .define(
                    "call.timeout.ms",
                    ConfigDef.Type.LONG,
                    30_000, // half of the streams app's transaction.timeout.ms
                    Range.atLeast(1),
                    Importance.LOW,
                    "Longest time of a call with all its retries.")
            .define(
                    "unknown.ids.memory.ms",
                    ConfigDef.Type.LONG,
                    5_000,
                    Range.atLeast(0),
                    Importance.LOW,
                    "How long an id that the registry does not have is not asked for again.");

    static CallPolicy of(Map<String, String> config) {
        AbstractConfig settings = new AbstractConfig(SETTINGS, config, false);
        return new CallPolicy(
                settings.getInt("max.retries"),
                new Backoff(settings.getLong("retries.wait.ms"), settings.getLong("retries.max.wait.ms")),
                settings.getLong("call.timeout.ms"),
                settings.getLong("unknown.ids.memory.ms"));
    }

    void pause(int retry) {
        try {
            backoff.pause(retry);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
