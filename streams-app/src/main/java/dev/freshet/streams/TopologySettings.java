package dev.freshet.streams;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.freshet.schemas.config.DurationSetting;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Every setting of the streams application: name, type, default, check, meaning. */
final class TopologySettings {

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "application.id",
                    STRING,
                    "freshet",
                    HIGH,
                    "Kafka Streams application id: consumer group and changelogs.")
            .define(
                    "bootstrap.servers",
                    STRING,
                    "localhost:9092",
                    HIGH,
                    "Kafka brokers, host:port separated by commas.")
            .define("model.name", STRING, "default", MEDIUM, "Name of the model that answers requests.")
            .define(
                    "state.dir",
                    STRING,
                    "freshet-state",
                    HIGH,
                    "Directory of the local state stores; kept between starts.")
            .define("num.stream.threads", INT, 2, atLeast(1), MEDIUM, "Stream threads of this instance.")
            .define("seed", LONG, 1L, MEDIUM, "Seed of every hash that draws a delay or a holdout.")
            .define(
                    "history.length",
                    INT,
                    512,
                    between(1, 4096),
                    MEDIUM,
                    "Most events of a customer that the model sees.")
            .define(
                    "history.slide",
                    INT,
                    64,
                    atLeast(1),
                    MEDIUM,
                    "Stride, in events, of the start of a window that has slid.")
            .define(
                    "history.chunk.size",
                    INT,
                    32,
                    between(1, 1024),
                    LOW,
                    "Events in a stored row; fixed for a customer at the first event.")
            .define(
                    "history.retention",
                    STRING,
                    "32d",
                    DurationSetting.VALIDATOR,
                    MEDIUM,
                    "Events this recent are kept, and history.length before them.")
            .define("history.cap", INT, 4096, atLeast(2), LOW, "Most events kept of one customer, against robots.")
            .define(
                    "groups.window",
                    STRING,
                    "30m",
                    DurationSetting.VALIDATOR,
                    MEDIUM,
                    "A request group closes when the watermark has passed its date by this.")
            .define(
                    "groups.late.horizon",
                    STRING,
                    "1d",
                    DurationSetting.VALIDATOR,
                    LOW,
                    "A closed group is remembered this long, so that late arrivals open nothing.")
            .define("groups.min.items", INT, 10, atLeast(2), MEDIUM, "Least products of a valid request group.")
            .define(
                    "groups.max.items",
                    INT,
                    1000,
                    atLeast(2),
                    LOW,
                    "Most products that a request group collects, against robots.")
            .define("groups.excluded.sources", LIST, "", MEDIUM, "Source types whose events form no request groups.")
            .define(
                    "groups.holdout",
                    DOUBLE,
                    0.02,
                    between(0, 1),
                    MEDIUM,
                    "Fraction of groups that is judged and never trained on.")
            .define(
                    "delay.policy",
                    STRING,
                    "none",
                    HIGH,
                    "How old the history of a training group is: none (serving at once; right for short logs),"
                            + " uniform(2d,32d), whole-days[2,32) or a mixture.")
            .define(
                    "events.future.tolerance",
                    STRING,
                    "1h",
                    DurationSetting.VALIDATOR,
                    MEDIUM,
                    "An event further ahead of its partition's watermark is rejected.")
            .define(
                    "events.dedup.window",
                    STRING,
                    "1d",
                    DurationSetting.VALIDATOR,
                    MEDIUM,
                    "A repeated event_id of a customer within this is a duplicate.")
            .define(
                    "examples.watermark.interval",
                    STRING,
                    "1m",
                    DurationSetting.VALIDATOR,
                    LOW,
                    "A Watermark record goes out whenever the watermark crosses a multiple of this.")
            .define(
                    "examples.targets.batch",
                    INT,
                    16,
                    atLeast(1),
                    LOW,
                    "Next-positive targets of a customer go out when this many are due.")
            .define(
                    "examples.targets.max.age",
                    STRING,
                    "10m",
                    DurationSetting.VALIDATOR,
                    LOW,
                    "Due targets go out after this time of watermark at the latest.")
            .define("ids.max.length", INT, 1024, between(1, 100_000), LOW, "Longest id, in characters.")
            .define(
                    "partitioner",
                    STRING,
                    "murmur2",
                    ValidString.in("murmur2", "any"),
                    LOW,
                    "murmur2 rejects records outside the partition of their key; any accepts them.")
            .define(
                    "requests.order",
                    STRING,
                    "first",
                    ValidString.in("first", "time"),
                    MEDIUM,
                    "first answers requests before events that wait; time in order of timestamps, as a replay wants"
                            + " it.")
            .define("requests.max.candidates", INT, 10_000, atLeast(1), LOW, "Most candidates of a request.")
            .define(
                    "requests.model.wait",
                    STRING,
                    "10s",
                    DurationSetting.VALIDATOR,
                    MEDIUM,
                    "Wall time that a request waits for a first model before popularity answers.")
            .define(
                    "ticks.live",
                    BOOLEAN,
                    true,
                    MEDIUM,
                    "Write a tick a second of wall time into each partition at hand, so that groups close while the"
                            + " shop is quiet. false where the events are of the past: a replay writes ticks of its own.");

    private TopologySettings() {}
}
