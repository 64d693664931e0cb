package dev.freshet.cli.settings;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.config.DurationSetting;
import dev.freshet.schemas.topic.RetentionSetting;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;

/** Settings of the commands themselves, and the settings that each command reads. */
public final class AppConfig {

    public static final String BROKERS = "bootstrap.servers";
    public static final String REGISTRY_URL = "schema.registry.url";
    public static final String START_WAIT = "start.wait";
    public static final String HEALTH_HOST = "health.host";
    public static final String HEALTH_PORT = "health.port";
    public static final String PARTITIONS = "topics.partitions";
    public static final String REPLICATION = "topics.replication.factor";
    public static final String MIN_INSYNC = "topics.min.insync.replicas";
    public static final String RETENTION = "topics.retention";
    public static final String RETENTION_BYTES = "topics.retention.bytes";
    public static final String COMPRESSION = "topics.compression";
    public static final String OUTAGE = "outage.max";
    public static final String RUN_PARTITIONS = "run.partitions";
    public static final String RUN_PATIENCE = "run.patience";
    public static final String BROKER_DATA = "broker.data.dir";
    public static final String BROKER_PORT = "broker.port";
    public static final String REGISTRY_PORT = "registry.port";

    /** Settings of every command that connects to the user's Kafka. */
    public static final ConfigDef KAFKA = new ConfigDef()
            .define(BROKERS, STRING, "localhost:9092", HIGH, "Kafka brokers, host:port separated by commas.")
            .define(
                    START_WAIT,
                    STRING,
                    "60s",
                    DurationSetting.VALIDATOR,
                    LOW,
                    "Wall time within which brokers and registry must answer at start.");

    /** Settings of the commands that read or write records. */
    public static final ConfigDef CONNECTION = new ConfigDef(KAFKA)
            .define(REGISTRY_URL, STRING, "http://localhost:8081", HIGH, "URL of the schema registry.");

    public static final ConfigDef HEALTH = new ConfigDef()
            .define(
                    HEALTH_HOST,
                    STRING,
                    "127.0.0.1",
                    new NonEmptyString(),
                    MEDIUM,
                    "Address on which the health port listens; 0.0.0.0 for every address, which clients on other"
                            + " machines need.")
            .define(
                    HEALTH_PORT,
                    INT,
                    0,
                    between(0, 65_535),
                    MEDIUM,
                    "Port of /health/live and /health/ready; 0 for none.");

    public static final ConfigDef TOPICS = new ConfigDef()
            .define(PARTITIONS, INT, 4, between(1, 10_000), HIGH, "Partitions of the topics; fixed once they exist.")
            .define(
                    REPLICATION,
                    INT,
                    -1,
                    between(-1, 100),
                    MEDIUM,
                    "Replicas of topics that are created; -1 for the broker's default.replication.factor.")
            .define(
                    MIN_INSYNC,
                    INT,
                    -1,
                    between(-1, 100),
                    MEDIUM,
                    "min.insync.replicas of every topic; -1 for 2 of topics that are created with three replicas or more,"
                            + " and the broker's default of others.")
            .define(
                    RETENTION,
                    LIST,
                    "",
                    RetentionSetting.SPANS,
                    MEDIUM,
                    "How long topics keep their records, as in user-events=90d,scores=7d; a topic without a bound keeps"
                            + " them for ever. Counts from record time: the broker deletes the rows of a replayed log"
                            + " that are older than this at once.")
            .define(
                    RETENTION_BYTES,
                    LIST,
                    "",
                    RetentionSetting.SIZES,
                    MEDIUM,
                    "Most bytes of each partition of topics, as in dead-letters=10GiB; the oldest records go first.")
            .define(
                    COMPRESSION,
                    STRING,
                    TopicSettings.COMPRESSION,
                    ConfigDef.ValidString.in(TopicSettings.COMPRESSIONS.toArray(String[]::new)),
                    LOW,
                    "compression.type of topics that are created, except those of weights; scores has gzip, which every"
                            + " client reads. producer keeps the compression of each sender.");

    /** The outage that bounded topics must outlast. */
    public static final ConfigDef OUTAGES = new ConfigDef()
            .define(
                    OUTAGE,
                    STRING,
                    "1d",
                    DurationSetting.VALIDATOR,
                    MEDIUM,
                    "Longest time that an app may be down and still find the records that it has not read. A topic with a"
                            + " shorter bound than this and the app's windows is refused.");

    public static final ConfigDef RUN = new ConfigDef()
            .define(
                    RUN_PARTITIONS,
                    INT,
                    4,
                    between(1, 1000),
                    MEDIUM,
                    "Partitions of the topics; fixed once a data directory exists.")
            .define(
                    RUN_PATIENCE,
                    STRING,
                    "10m",
                    DurationSetting.VALIDATOR,
                    LOW,
                    "Wall time without any progress after which the run fails.");

    public static final ConfigDef BROKER = new ConfigDef()
            .define(BROKER_DATA, STRING, "freshet-data/kafka", HIGH, "Directory of the broker's data.")
            .define(BROKER_PORT, INT, 9092, between(0, 65_535), HIGH, "Port of the broker; 0 for any.");

    public static final ConfigDef REGISTRY = new ConfigDef()
            .define(REGISTRY_PORT, INT, 8081, between(0, 65_535), HIGH, "Port of the registry; 0 for any.");

    /** Definitions by the command that reads them. */
    static final Map<String, ConfigDef> SECTIONS = sections();

    private AppConfig() {}

    private static Map<String, ConfigDef> sections() {
        Map<String, ConfigDef> sections = new LinkedHashMap<>();
        sections.put("every command with a Kafka", CONNECTION);
        sections.put("run", RUN);
        sections.put("replay and dataset", ReplayConfig.DEFINITION);
        sections.put("streams", TopologyConfig.DEFINITION);
        sections.put("trainer", TrainerConfig.definition());
        sections.put("topics create", TOPICS);
        sections.put("streams, trainer, topics create and topics check", OUTAGES);
        sections.put("streams, trainer and registry", HEALTH);
        sections.put("broker", BROKER);
        sections.put("registry", REGISTRY);
        return sections;
    }
}
