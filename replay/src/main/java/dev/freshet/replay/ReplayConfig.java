package dev.freshet.replay;

import dev.freshet.schemas.config.DurationSetting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the replay: every {@code replay.*} name, its default and its meaning. */
public final class ReplayConfig extends AbstractConfig {

    public static final String COLUMN_USER = "replay.column.user";
    public static final String COLUMN_PRODUCT = "replay.column.product";
    public static final String COLUMN_ACTION = "replay.column.action";
    public static final String COLUMN_SOURCE = "replay.column.source";
    public static final String COLUMN_TIMESTAMP = "replay.column.timestamp";
    public static final String COLUMN_REQUEST = "replay.column.request";
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
    static final String JUMP_MAX = "replay.jump.max";
    static final String ON_ERROR = "replay.on.error";
    static final String SPEED = "replay.speed";
    static final String SCORE_REQUESTS = "replay.score.requests";
    static final String TEMP_DIR = "replay.temp.dir";
    static final String SORT_MEMORY = "replay.sort.memory";

    private static final ConfigDef.Validator SPEEDS = ConfigDef.LambdaValidator.with(
            (name, value) -> {
                try {
                    Speed.parse((String) value);
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(name, value, e.getMessage());
                }
            },
            () -> "full, 60x or 500/s");

    private static final ConfigDef.Validator MEMORY = ConfigDef.LambdaValidator.with(
            (name, value) -> {
                if (!((String) value).matches("[1-9][0-9]*(MB|GB)")) {
                    throw new ConfigException(name, value, "must be a whole number and MB or GB");
                }
            },
            () -> "a whole number and MB or GB");

    /** Every setting with its type, default, check and meaning. */
    public static final ConfigDef DEFINITION = definition();

    /** Settings that affect what is sent, not how fast. They cannot change in the middle of a log. */
    private static final Set<String> CONTENT = Set.of(
            COLUMN_USER,
            COLUMN_PRODUCT,
            COLUMN_ACTION,
            COLUMN_SOURCE,
            COLUMN_TIMESTAMP,
            COLUMN_REQUEST,
            TIME_UNIT,
            JUMP_MAX,
            SCORE_REQUESTS,
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

    /** The event time by which the replay may be ahead of the trainer, milliseconds. */
    public long leadMs() {
        return span(LEAD);
    }

    public String column(String setting) {
        return getString(setting);
    }

    /** The unit of time in the settings; empty when the replay detects it. */
    public Optional<LogTimeUnit> timeUnit() {
        String unit = getString(TIME_UNIT);
        return unit.equals("auto") ? Optional.empty() : Optional.of(LogTimeUnit.of(unit));
    }

    boolean stopsOnError() {
        return getString(ON_ERROR).equals("stop");
    }

    /** Whether the first sight of a page asks for scores of its products. */
    public boolean sendsRequests() {
        return getBoolean(SCORE_REQUESTS);
    }

    /** The pace for the speed in the settings, measured from the first step. */
    public Pace pace() {
        return Speed.parse(getString(SPEED)).pace(System::nanoTime);
    }

    /** Directory for the files of a sort and for a copy of standard input. */
    public Path tempDirectory() {
        String directory = getString(TEMP_DIR);
        return Path.of(directory.isEmpty() ? System.getProperty("java.io.tmpdir") : directory);
    }

    public String sortMemory() {
        return getString(SORT_MEMORY);
    }

    /** A time span from the settings, milliseconds. */
    long span(String setting) {
        return DurationSetting.parse(setting, getString(setting)).toMillis();
    }

    /** The settings that affect what is sent, sorted by name. */
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
                "auto",
                ConfigDef.ValidString.in("auto", "ms", "s", "us", "iso"),
                ConfigDef.Importance.HIGH,
                "Unit of the log's times since 1970-01-01 UTC, or iso for text like 2016-08-01T12:00:00Z; auto takes"
                        + " that of a file's first readable row.");
        span(def, JUMP_MAX, "90d", "A few rows with a longer gap between them and all others are rejected TIME_JUMP.");
        def.define(
                ON_ERROR,
                ConfigDef.Type.STRING,
                "reject",
                ConfigDef.ValidString.in("reject", "stop"),
                ConfigDef.Importance.HIGH,
                "What a row that is not right does: it is sent to rejected-events, or the replay stops before it sends"
                        + " anything.");
        def.define(
                SPEED,
                ConfigDef.Type.STRING,
                "full",
                SPEEDS,
                ConfigDef.Importance.HIGH,
                "How fast: full, times real time such as 60x, or rows a second such as 500/s.");
        def.define(
                SCORE_REQUESTS,
                ConfigDef.Type.BOOLEAN,
                false,
                ConfigDef.Importance.MEDIUM,
                "Whether the first sight of a page asks for scores of its products; true in freshet run and demo.");
        text(def, TEMP_DIR, "", "Directory for a log that is sorted or comes from a pipe; empty for the system's.");
        def.define(
                SORT_MEMORY,
                ConfigDef.Type.STRING,
                "256MB",
                MEMORY,
                ConfigDef.Importance.LOW,
                "Most memory for sorting and for reading Parquet, outside of Java's heap.");
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
        def.define(name, ConfigDef.Type.STRING, value, DurationSetting.POSITIVE, ConfigDef.Importance.LOW, doc);
    }

    private static void count(ConfigDef def, String name, int value, String doc) {
        def.define(name, ConfigDef.Type.INT, value, ConfigDef.Range.atLeast(1), ConfigDef.Importance.LOW, doc);
    }
}
