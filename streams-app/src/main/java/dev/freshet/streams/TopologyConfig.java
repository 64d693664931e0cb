package dev.freshet.streams;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.freshet.core.Assembly;
import dev.freshet.core.DelayPolicy;
import dev.freshet.core.GroupRules;
import dev.freshet.core.HistoryRules;
import dev.freshet.core.TimeSpan;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the streams application, each with a default, a check and an explanation. Immutable. */
public final class TopologyConfig {

    /** Prefix of settings that go to Kafka Streams and its clients as they are. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final ConfigDef.Validator SPAN = ConfigDef.LambdaValidator.with(
            (name, value) -> {
                try {
                    TimeSpan.parse((String) value);
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(name, value, e.getMessage());
                }
            },
            () -> "a whole number and ms, s, m, h or d");

    public static final ConfigDef DEFINITION = new ConfigDef()
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
                    SPAN,
                    MEDIUM,
                    "Events this recent are kept, and history.length before them.")
            .define("history.cap", INT, 4096, atLeast(2), LOW, "Most events kept of one customer, against robots.")
            .define(
                    "groups.window",
                    STRING,
                    "30m",
                    SPAN,
                    MEDIUM,
                    "A request group closes when the watermark has passed its date by this.")
            .define(
                    "groups.late.horizon",
                    STRING,
                    "1d",
                    SPAN,
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
                    "How old the history of a training group is: none (serving at once; right for short logs), uniform(2d,32d), whole-days[2,32) or a mixture.")
            .define(
                    "events.future.tolerance",
                    STRING,
                    "1h",
                    SPAN,
                    MEDIUM,
                    "An event further ahead of its partition's watermark is rejected.")
            .define(
                    "events.dedup.window",
                    STRING,
                    "1d",
                    SPAN,
                    MEDIUM,
                    "A repeated event_id of a customer within this is a duplicate.")
            .define(
                    "examples.watermark.interval",
                    STRING,
                    "1m",
                    SPAN,
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
                    SPAN,
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
                    "first answers requests before events that wait; time in order of timestamps, as a replay wants it.")
            .define("requests.max.candidates", INT, 10_000, atLeast(1), LOW, "Most candidates of a request.")
            .define(
                    "requests.model.wait",
                    STRING,
                    "10s",
                    SPAN,
                    MEDIUM,
                    "Wall time that a request waits for a first model before popularity answers.");

    private final AbstractConfig values;
    private final Map<String, String> kafka = new TreeMap<>();

    /**
     * Reads settings.
     *
     * @throws ConfigException naming the setting that is unknown or out of range
     */
    public TopologyConfig(Map<String, String> settings) {
        Map<String, String> own = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(KAFKA_PREFIX)) {
                kafka.put(name.substring(KAFKA_PREFIX.length()), value);
            } else if (DEFINITION.names().contains(name)) {
                own.put(name, value);
            } else {
                throw new ConfigException("unknown setting '" + name + "'; settings are "
                        + new TreeMap<>(DEFINITION.configKeys()).keySet() + ", and kafka.* for Kafka's own");
            }
        });
        this.values = new AbstractConfig(DEFINITION, own, false);
        check();
    }

    private void check() {
        try {
            history();
            assembly();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
        if (watermarkIntervalMs() < 1) {
            throw new ConfigException("examples.watermark.interval must be at least 1ms");
        }
    }

    String string(String name) {
        return values.getString(name);
    }

    int integer(String name) {
        return values.getInt(name);
    }

    private long span(String name) {
        return TimeSpan.parse(values.getString(name));
    }

    /** Settings for Kafka Streams and its clients. */
    Map<String, String> kafka() {
        return Map.copyOf(kafka);
    }

    public HistoryRules history() {
        return new HistoryRules(
                integer("history.length"),
                integer("history.slide"),
                integer("history.chunk.size"),
                span("history.retention"),
                integer("history.cap"));
    }

    public GroupRules groups() {
        return new GroupRules(
                span("groups.window"),
                span("groups.late.horizon"),
                integer("groups.min.items"),
                integer("groups.max.items"),
                new HashSet<>(values.getList("groups.excluded.sources")),
                values.getDouble("groups.holdout"),
                values.getLong("seed"));
    }

    Assembly assembly() {
        return new Assembly(history(), groups(), DelayPolicy.parse(string("delay.policy"), values.getLong("seed")));
    }

    long futureToleranceMs() {
        return span("events.future.tolerance");
    }

    long dedupWindowMs() {
        return span("events.dedup.window");
    }

    long watermarkIntervalMs() {
        return span("examples.watermark.interval");
    }

    int targetsBatch() {
        return integer("examples.targets.batch");
    }

    long targetsMaxAgeMs() {
        return span("examples.targets.max.age");
    }

    long modelWaitMs() {
        return span("requests.model.wait");
    }

    boolean requestsFirst() {
        return string("requests.order").equals("first");
    }

    EventRules eventRules(int partitions) {
        Placement placement = new Placement(partitions, string("partitioner").equals("any"));
        return new EventRules(integer("ids.max.length"), integer("requests.max.candidates"), placement);
    }

    /**
     * How far past its last event a finite log has to tick, milliseconds of event time, so that every group closes, every
     * target goes out and the watermarks show it.
     */
    public long tailMs() {
        return groups().windowMs() + targetsMaxAgeMs() + 2 * watermarkIntervalMs();
    }

    /** Every setting in use, by name. */
    public Map<String, String> describe() {
        Map<String, String> all = new TreeMap<>();
        values.values().forEach((name, value) -> all.put(name, String.valueOf(value)));
        kafka.forEach((name, value) -> all.put(KAFKA_PREFIX + name, value));
        return all;
    }
}
