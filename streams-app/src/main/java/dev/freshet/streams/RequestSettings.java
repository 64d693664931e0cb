package dev.freshet.streams;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.freshet.schemas.config.DurationSetting;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The settings of score requests and of the ranking without a model. */
final class RequestSettings {

    private RequestSettings() {}

    static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        "requests.order",
                        STRING,
                        "first",
                        ValidString.in("first", "time"),
                        MEDIUM,
                        "first answers requests before waiting events; time answers in order of timestamps, for a"
                                + " replay.")
                .define(
                        "requests.share",
                        DOUBLE,
                        0.5,
                        between(0.05, 1),
                        MEDIUM,
                        "Part of a partition's processing time, over a second, within which requests go before waiting events;"
                                + " with requests.order=first.")
                .define(
                        "requests.deadline",
                        STRING,
                        "2s",
                        DurationSetting.OPTIONAL,
                        MEDIUM,
                        "A request that is older than this by the wall clock, when requests have queued for as long, is ranked by"
                                + " popularity, with degraded=DEADLINE, so that the queue shrinks; with requests.order=first."
                                + " none ranks every request by the model.")
                .define(
                        "requests.future.limit",
                        STRING,
                        "366d",
                        DurationSetting.POSITIVE,
                        LOW,
                        "With requests.order=time, a request that is further ahead of the watermark is rejected once those"
                                + " before it are answered.")
                .define(
                        "requests.max.candidates",
                        INT,
                        10_000,
                        atLeast(1),
                        LOW,
                        "Maximum number of candidates of a request.")
                .define(
                        "requests.model.wait",
                        STRING,
                        "10s",
                        DurationSetting.VALIDATOR,
                        MEDIUM,
                        "Wall time that a request waits for a first model before it is ranked by popularity.")
                .define(
                        "popularity.half.life",
                        STRING,
                        "7d",
                        DurationSetting.POSITIVE,
                        LOW,
                        "The cart additions that rank products without a model count half after this time of the watermark. A"
                                + " product is dropped when less than a sixteenth of an addition is left.");
    }
}
