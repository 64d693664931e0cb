package dev.freshet.cli.settings;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.config.DurationSetting;
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
                    "Replicas of topics that are created; -1 for the broker's default.replication.factor.");

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
        sections.put("streams, trainer and registry", HEALTH);
        sections.put("broker", BROKER);
        sections.put("registry", REGISTRY);
        return sections;
    }
}
