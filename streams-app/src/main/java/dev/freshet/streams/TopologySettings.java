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

import dev.freshet.core.group.DelayPolicy;
import dev.freshet.schemas.config.DurationSetting;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** Every setting of the streams application: name, type, default, validator, meaning. */
final class TopologySettings {

    static final ConfigDef DEFINITION = RequestSettings.addTo(withoutRequests());

    private TopologySettings() {}

    private static ConfigDef withoutRequests() {
        return new ConfigDef()
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
                .define(
                        "instance.id",
                        STRING,
                        "",
                        MEDIUM,
                        "Name of this instance, another for each, that stays the same over its restarts. The instance then keeps"
                                + " its partitions while it restarts within a minute. Empty: it leaves at each stop, and the"
                                + " others take its partitions over at once.")
                .define("seed", LONG, 1L, MEDIUM, "Seed of the hashes that draw delays and holdout groups.")
                .define(
                        "history.length",
                        INT,
                        512,
                        between(1, 4096),
                        MEDIUM,
                        "Maximum number of a customer's events that the model sees; at most the trainer's.")
                .define(
                        "history.slide",
                        INT,
                        64,
                        atLeast(1),
                        MEDIUM,
                        "A full window slides forward by this many events at a time.")
                .define(
                        "history.chunk.size",
                        INT,
                        32,
                        between(1, 1024),
                        LOW,
                        "Events in a stored row; fixed for each customer at the customer's first event.")
                .define(
                        "history.retention",
                        STRING,
                        "32d",
                        DurationSetting.VALIDATOR,
                        MEDIUM,
                        "Events this recent are kept, and history.length events before them; at least the longest delay of"
                                + " delay.policy.")
                .define(
                        "history.cap",
                        INT,
                        4096,
                        atLeast(2),
                        LOW,
                        "Maximum number of events kept for one customer; bounds the history of a robot.")
                .define(
                        "customers.retention",
                        STRING,
                        DurationSetting.NONE,
                        DurationSetting.OPTIONAL,
                        MEDIUM,
                        "A customer leaves when the watermark has passed the arrival of the last click, cart addition or"
                                + " purchase by this: the customer's events are deleted, and after the same time again the"
                                + " next sequence. none: all stay. 400d keeps a year's customers. At least history.retention.")
                .define(
                        "groups.window",
                        STRING,
                        "30m",
                        DurationSetting.VALIDATOR,
                        MEDIUM,
                        "A request group closes when the watermark has passed its date by more than this.")
                .define(
                        "groups.late.horizon",
                        STRING,
                        "1d",
                        DurationSetting.VALIDATOR,
                        LOW,
                        "A closed group is remembered this long, so that late arrivals do not open it again.")
                .define(
                        "groups.min.items",
                        INT,
                        10,
                        atLeast(2),
                        MEDIUM,
                        "Minimum number of products of a valid request group.")
                .define(
                        "groups.max.items",
                        INT,
                        1000,
                        atLeast(2),
                        LOW,
                        "Maximum number of products of a request group; bounds what a robot can cause.")
                .define(
                        "groups.excluded.sources",
                        LIST,
                        "",
                        MEDIUM,
                        "Source types whose events form no request groups.")
                .define(
                        "groups.holdout",
                        DOUBLE,
                        0.02,
                        between(0, 1),
                        MEDIUM,
                        "Fraction of groups that are evaluated and never trained on.")
                .define(
                        "delay.policy",
                        STRING,
                        "none",
                        LambdaValidator.with(TopologySettings::checkDelay, () -> "delays within history.retention"),
                        HIGH,
                        "Delay between a training group and the history that it sees: none (as in serving; suits short"
                                + " logs), uniform(2d,32d), whole-days[2,32) or a mixture.")
                .define(
                        "events.future.tolerance",
                        STRING,
                        "20m",
                        DurationSetting.VALIDATOR,
                        MEDIUM,
                        "An event further ahead of its partition's watermark than this waits until the watermark comes near;"
                                + " below groups.window.")
                .define(
                        "events.future.wait",
                        STRING,
                        "1d",
                        DurationSetting.VALIDATOR,
                        LOW,
                        "An event that still waits after the watermark has advanced by this much is rejected.")
                .define(
                        "events.future.max",
                        INT,
                        100_000,
                        between(1, 1_000_000),
                        LOW,
                        "Maximum number of events of a partition that wait; above it, the one furthest ahead is rejected.")
                .define(
                        "watermark.witnesses",
                        INT,
                        15,
                        between(1, 1001),
                        LOW,
                        "The median of the newest times of this many customers, the last to send an event to the partition,"
                                + " moves its watermark, as ticks do. Wrong clocks of fewer than half of them have no effect.")
                .define(
                        "events.dedup.window",
                        STRING,
                        "1d",
                        DurationSetting.VALIDATOR,
                        MEDIUM,
                        "A repeated event_id of a customer within this time is a duplicate.")
                .define(
                        "events.dedup.max",
                        INT,
                        10_000,
                        between(1, 1_000_000),
                        LOW,
                        "Maximum number of event ids that are remembered for one customer within that time; bounds a robot's."
                                + " Repeats of further ids are no duplicates.")
                .define(
                        "examples.watermark.interval",
                        STRING,
                        "1m",
                        DurationSetting.VALIDATOR,
                        LOW,
                        "A Watermark record is written whenever the watermark crosses a multiple of this, and before it the"
                                + " counts of products in the interval that has ended.")
                .define(
                        "counts.repeats.max",
                        INT,
                        10,
                        between(1, 1_000_000),
                        LOW,
                        "How often each action of one customer with one product counts within such an interval; bounds what a"
                                + " robot adds to the statistics of products.")
                .define(
                        "counts.products.max",
                        INT,
                        200,
                        between(1, 1_000),
                        LOW,
                        "How many products of one customer count within such an interval.")
                .define(
                        "examples.targets.batch",
                        INT,
                        16,
                        atLeast(1),
                        LOW,
                        "A customer's next-positive targets are written when this many are due.")
                .define(
                        "examples.targets.max.age",
                        STRING,
                        "10m",
                        DurationSetting.VALIDATOR,
                        LOW,
                        "Due targets are written at the latest when the watermark has advanced by this.")
                .define(
                        "ids.max.length",
                        INT,
                        1024,
                        between(1, 100_000),
                        LOW,
                        "Maximum length of an id, in characters.")
                .define(
                        "partitioner",
                        STRING,
                        "murmur2",
                        ValidString.in("murmur2", "any"),
                        LOW,
                        "murmur2 rejects a record that is not in the partition that Kafka's partitioner gives its key; any"
                                + " accepts it.")
                .define(
                        "ticks.live",
                        BOOLEAN,
                        true,
                        MEDIUM,
                        "Write one tick a second, with the wall clock's time, to each assigned partition, so that groups"
                                + " close while the shop is quiet. Set false for events of the past: a replay writes its"
                                + " own ticks.");
    }

    private static void checkDelay(String setting, Object value) {
        try {
            DelayPolicy.parse(String.valueOf(value), 0);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(setting, value, e.getMessage());
        }
    }
}
