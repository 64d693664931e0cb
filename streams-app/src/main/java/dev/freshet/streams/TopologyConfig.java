package dev.freshet.streams;

import dev.freshet.core.count.HalfLife;
import dev.freshet.core.event.DedupRules;
import dev.freshet.core.event.TimeRules;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.group.DelayPolicy;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.history.HistoryRules;
import dev.freshet.schemas.config.DurationSetting;
import dev.freshet.schemas.config.SettingRules;
import dev.freshet.streams.event.EventRules;
import dev.freshet.streams.event.PartitionCheck;
import dev.freshet.streams.store.CountLimits;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the streams application. Immutable. */
public final class TopologyConfig {

    /** Prefix of settings that are passed to Kafka Streams and its clients unchanged. */
    public static final String KAFKA_PREFIX = "kafka.";

    /** Every setting with its type, default, validator and meaning. */
    public static final ConfigDef DEFINITION = TopologySettings.DEFINITION;

    private final AbstractConfig values;
    private final Map<String, String> kafka = new TreeMap<>();

    /**
     * Reads settings.
     *
     * @throws ConfigException naming the setting that is unknown or out of range, or two that contradict each other
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
        SettingRules.check(values.values());
        if (watermarkIntervalMs() < 1 || watermarkIntervalMs() > TimeSpan.DAY) {
            throw new ConfigException("examples.watermark.interval must be 1ms to 1d: the customers of an interval that"
                    + " has not ended are in memory");
        }
    }

    String string(String name) {
        return values.getString(name);
    }

    int integer(String name) {
        return values.getInt(name);
    }

    private long span(String name) {
        return DurationSetting.parse(name, values.getString(name)).toMillis();
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

    public ExampleAssembler assembly() {
        return new ExampleAssembler(
                history(), groups(), DelayPolicy.parse(string("delay.policy"), values.getLong("seed")));
    }

    public TimeRules time() {
        return new TimeRules(integer("watermark.witnesses"), span("events.future.tolerance"));
    }

    /** How far event time advances before an event that is still ahead of it is rejected, milliseconds. */
    public long futureWaitMs() {
        return span("events.future.wait");
    }

    /** How many events of a partition may wait. */
    public int futureMost() {
        return integer("events.future.max");
    }

    public DedupRules dedup() {
        return new DedupRules(span("events.dedup.window"), integer("events.dedup.max"));
    }

    /** How long a customer without a further event of the history stays, milliseconds; empty for ever. */
    public OptionalLong customersRetentionMs() {
        return DurationSetting.parseOptional("customers.retention", string("customers.retention"))
                .map(retention -> OptionalLong.of(retention.toMillis()))
                .orElseGet(OptionalLong::empty);
    }

    /** In which time the cart additions that rank without a model halve. */
    public HalfLife popularityHalfLife() {
        return new HalfLife(span("popularity.half.life"));
    }

    /** What one customer can add to the counts of products. */
    public CountLimits counts() {
        return new CountLimits(integer("counts.repeats.max"), integer("counts.products.max"));
    }

    public long watermarkIntervalMs() {
        return span("examples.watermark.interval");
    }

    public int targetsBatch() {
        return integer("examples.targets.batch");
    }

    public long targetsMaxAgeMs() {
        return span("examples.targets.max.age");
    }

    public long modelWaitMs() {
        return span("requests.model.wait");
    }

    /** Part of a task's processing time that requests may use while events wait. */
    public double requestShare() {
        return values.getDouble("requests.share");
    }

    /** How long a live request may wait in a queue before a cheap answer serves it better, milliseconds; empty for ever. */
    public OptionalLong requestDeadlineMs() {
        return DurationSetting.parseOptional("requests.deadline", values.getString("requests.deadline"))
                .map(deadline -> OptionalLong.of(deadline.toMillis()))
                .orElse(OptionalLong.empty());
    }

    /** How far ahead of the watermark a request may be in a replay, milliseconds. */
    public long requestFutureLimitMs() {
        return span("requests.future.limit");
    }

    /** Whether requests are answered at once, not in order of time with the events. */
    public boolean requestsFirst() {
        return string("requests.order").equals("first");
    }

    /** Whether the instance keeps its partitions while it restarts. */
    boolean isStaticMember() {
        return !string("instance.id").isBlank();
    }

    boolean liveTicks() {
        return values.getBoolean("ticks.live");
    }

    EventRules eventRules(int partitions) {
        PartitionCheck partitionCheck =
                new PartitionCheck(partitions, string("partitioner").equals("any"));
        return new EventRules(integer("ids.max.length"), integer("requests.max.candidates"), partitionCheck);
    }

    /**
     * How far the ticks of a finite log must go past its last event, milliseconds of event time, so that every group
     * closes, every target is written and the watermarks show it.
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
