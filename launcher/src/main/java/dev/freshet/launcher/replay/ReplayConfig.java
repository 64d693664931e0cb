package dev.freshet.launcher.replay;

import dev.freshet.core.TimeSpan;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the replay; every {@code replay.*} name, its default and its meaning. */
public final class ReplayConfig extends AbstractConfig {

    static final String COLUMN_USER = "replay.column.user";
    static final String COLUMN_PRODUCT = "replay.column.product";
    static final String COLUMN_ACTION = "replay.column.action";
    static final String COLUMN_SOURCE = "replay.column.source";
    static final String COLUMN_TIMESTAMP = "replay.column.timestamp";
    static final String COLUMN_REQUEST = "replay.column.request";
    static final String TIME_UNIT = "replay.time.unit";
    static final String TICK_INTERVAL = "replay.tick.interval";
    static final String PAGE_MAX = "replay.page.max";
    static final String PAGE_LOOKAHEAD = "replay.page.lookahead";
    static final String PAGE_MEMORY = "replay.page.memory";
    static final String BATCH = "replay.batch";
    static final String BATCH_TIME = "replay.batch.time";
    static final String GROUP = "replay.group";
    static final String TRANSACTIONAL_ID = "replay.transactional.id";
    static final String LEAD = "replay.lead";

    private static final ConfigDef.Validator SPAN = ConfigDef.LambdaValidator.with(
            (name, value) -> {
                try {
                    if (TimeSpan.parse((String) value) == 0) {
                        throw new ConfigException(name, value, "must be more than nothing");
                    }
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(name, value, e.getMessage());
                }
            },
            () -> "a whole number above 0 and ms, s, m, h or d");

    /** Every setting with its type, default, check and meaning. */
    public static final ConfigDef DEFINITION = definition();

    /** Settings that decide what is sent, not how fast; they may not change in the middle of a log. */
    private static final Set<String> CONTENT = Set.of(
            COLUMN_USER,
            COLUMN_PRODUCT,
            COLUMN_ACTION,
            COLUMN_SOURCE,
            COLUMN_TIMESTAMP,
            COLUMN_REQUEST,
            TIME_UNIT,
            TICK_INTERVAL,
            PAGE_MAX,
            PAGE_LOOKAHEAD,
            PAGE_MEMORY);

    /**
     * Reads settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the setting whose value cannot be used
     */
    public ReplayConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
    }

    /** Event time that the replay may be ahead of the trainer, milliseconds. */
    public long leadMs() {
        return span(LEAD);
    }

    String column(String setting) {
        return getString(setting);
    }

    LogTimeUnit timeUnit() {
        return LogTimeUnit.of(getString(TIME_UNIT));
    }

    /** Milliseconds. */
    long span(String setting) {
        return TimeSpan.parse(getString(setting));
    }

    /** The settings that decide what is sent, sorted by name. */
    Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        CONTENT.forEach(name -> content.put(name, String.valueOf(values().get(name))));
        return content;
    }

    private static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        text(def, COLUMN_USER, "user_id", "Column of the customer's id.");
        text(def, COLUMN_PRODUCT, "product_id", "Column of the product's id.");
        text(def, COLUMN_ACTION, "action_type", "Column of the action: VIEW, CLICK, CART_UPDATE or PURCHASE.");
        text(
                def,
                COLUMN_SOURCE,
                "source_type",
                "Column of the place that showed the product; empty when there is none.");
        text(def, COLUMN_TIMESTAMP, "timestamp", "Column of the time.");
        text(
                def,
                COLUMN_REQUEST,
                "request_id",
                "Column of the page that showed the product; empty when there is none.");
        def.define(
                TIME_UNIT,
                ConfigDef.Type.STRING,
                "ms",
                ConfigDef.ValidString.in("ms", "s", "us"),
                ConfigDef.Importance.HIGH,
                "Unit of the log's times since 1970-01-01 UTC.");
        span(def, TICK_INTERVAL, "60s", "Event time between the ticks that move quiet partitions.");
        count(def, PAGE_MAX, 1000, "Most candidates of one score request; further products of a page are left out.");
        count(def, PAGE_LOOKAHEAD, 10_000, "Most rows of one time that are searched for the products of a page.");
        span(def, PAGE_MEMORY, "1d", "Event time after which a page that appears again is requested again.");
        count(def, BATCH, 2000, "Most rows of one transaction.");
        span(def, BATCH_TIME, "200ms", "Longest time for which rows are gathered for one transaction.");
        text(def, GROUP, "freshet-replay", "Consumer group whose offset remembers how far the replay has come.");
        text(def, TRANSACTIONAL_ID, "freshet-replay", "Transactional id of the replay's producer.");
        span(def, LEAD, "2h", "Event time that the replay may be ahead of the trainer.");
        return def;
    }

    private static void text(ConfigDef def, String name, String value, String doc) {
        def.define(name, ConfigDef.Type.STRING, value, ConfigDef.Importance.MEDIUM, doc);
    }

    private static void span(ConfigDef def, String name, String value, String doc) {
        def.define(name, ConfigDef.Type.STRING, value, SPAN, ConfigDef.Importance.LOW, doc);
    }

    private static void count(ConfigDef def, String name, int value, String doc) {
        def.define(name, ConfigDef.Type.INT, value, ConfigDef.Range.atLeast(1), ConfigDef.Importance.LOW, doc);
    }
}
