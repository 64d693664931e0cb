package dev.freshet.trainer;

import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.training.OptimizerConfig;
import dev.freshet.schemas.config.DurationSetting;
import dev.freshet.schemas.config.SettingRules;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.registry.UrlSecrets;
import dev.freshet.trainer.stream.BatchLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The trainer's settings, checked and immutable. Keys under {@code kafka.} pass through to its Kafka clients, keys under
 * {@code schema.registry.} to the registry's client.
 */
public final class TrainerConfig {

    private static final String KAFKA_PREFIX = "kafka.";

    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    private final AbstractConfig values;
    private final Map<String, Object> kafka;
    private final Map<String, Object> registry;

    private TrainerConfig(AbstractConfig values) {
        this.values = values;
        this.kafka = Map.copyOf(values.originalsWithPrefix(KAFKA_PREFIX));
        this.registry = Map.copyOf(values.originalsWithPrefix(SchemaRegistry.PREFIX, false));
    }

    /**
     * Checks settings.
     *
     * @throws ConfigException naming the setting, its value and what is allowed, or two that contradict each other
     */
    public static TrainerConfig of(Map<String, ?> settings) {
        for (String key : new TreeMap<>(settings).keySet()) {
            boolean passesThrough = key.startsWith(KAFKA_PREFIX) || key.startsWith(SchemaRegistry.PREFIX);
            if (!passesThrough && !definition().names().contains(key)) {
                throw new ConfigException("unknown setting " + key + "; the trainer knows "
                        + new TreeMap<>(definition().defaultValues()).keySet() + ", kafka.* and schema.registry.*");
            }
        }
        TrainerConfig config = new TrainerConfig(new AbstractConfig(definition(), settings, false));
        config.check();
        return config;
    }

    /** Every setting's name, type, default, validator and meaning. */
    public static ConfigDef definition() {
        return TrainerSettings.DEFINITION;
    }

    private void check() {
        if (publishInterval().isZero()) {
            refuse(TrainerSettings.PUBLISH_INTERVAL, "must be longer than 0");
        }
        SettingRules.check(values.values());
        if (mergeIdleTimeout().map(SHORTEST_IDLE::compareTo).orElse(0) > 0) {
            refuse(
                    TrainerSettings.MERGE_IDLE_TIMEOUT,
                    "must be none or at least 1s, or records on their way are skipped");
        }
        try {
            modelConfig();
            lossWeights();
            optimizerConfig();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private void refuse(String setting, String reason) {
        throw new ConfigException(setting, values.values().get(setting), reason);
    }

    public String bootstrapServers() {
        return values.getString(TrainerSettings.BOOTSTRAP_SERVERS);
    }

    /** A new client of the registry. */
    public SchemaRegistry registry() {
        return SchemaRegistry.of(registry);
    }

    /** The consumer group under which consumed offsets are committed, for lag tools. */
    public String groupId() {
        return values.getString(TrainerSettings.APPLICATION_ID) + "-trainer";
    }

    public String modelName() {
        return values.getString(TrainerSettings.MODEL_NAME);
    }

    /** The transactional id. When a second trainer of a model starts, Kafka fences the first. */
    public String transactionalId() {
        return "freshet-trainer-" + modelName();
    }

    /** The file that a new model starts from; empty for random weights. */
    public Optional<Path> modelInit() {
        String file = values.getString(TrainerSettings.MODEL_INIT);
        return file.isBlank() ? Optional.empty() : Optional.of(Path.of(file));
    }

    public ModelConfig modelConfig() {
        return new ModelConfig(
                values.getInt(TrainerSettings.MODEL_DIM),
                values.getInt(TrainerSettings.MODEL_HEADS),
                values.getInt(TrainerSettings.MODEL_LAYERS),
                values.getInt(TrainerSettings.HISTORY_LENGTH),
                values.getLong(TrainerSettings.SEED),
                values.getDouble(TrainerSettings.DROPOUT),
                TermKind.of(values.getString(TrainerSettings.MODEL_TERM)));
    }

    /**
     * Where training runs.
     *
     * @throws ConfigException when there is no such GPU
     */
    public ComputeDevice device() {
        String name = values.getString(TrainerSettings.DEVICE);
        try {
            return ComputeDevice.of(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(TrainerSettings.DEVICE, name, e.getMessage());
        }
    }

    static void checkDevice(String setting, Object value) {
        try {
            ComputeDevice.checkName((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(setting, value, e.getMessage());
        }
    }

    public LossWeights lossWeights() {
        return new LossWeights(
                values.getDouble(TrainerSettings.NEXT_POSITIVE_WEIGHT),
                values.getDouble(TrainerSettings.FEEDBACK_WEIGHT),
                values.getDouble(TrainerSettings.RANKING_WEIGHT));
    }

    public OptimizerConfig optimizerConfig() {
        return new OptimizerConfig(
                values.getDouble(TrainerSettings.LEARNING_RATE),
                values.getDouble(TrainerSettings.WEIGHT_DECAY),
                values.getInt(TrainerSettings.WARMUP_STEPS),
                values.getDouble(TrainerSettings.TERM_RATE));
    }

    /** Bounds of the product statistics. */
    public StatisticsLimits statistics() {
        return new StatisticsLimits(
                values.getInt(TrainerSettings.STATISTICS_PRODUCTS), values.getInt(TrainerSettings.STATISTICS_PARTNERS));
    }

    public BatchLimits batchLimits() {
        return new BatchLimits(
                values.getInt(TrainerSettings.BATCH_TOKENS),
                values.getInt(TrainerSettings.BATCH_PARTS),
                duration(TrainerSettings.BATCH_SPAN),
                publishInterval());
    }

    /** Groups that are kept to train the feature term on again. */
    public int rehearsalGroups() {
        return values.getInt(TrainerSettings.REHEARSAL_GROUPS);
    }

    /** Earlier groups that the feature term is trained on again for each new one. */
    public int rehearsed() {
        return values.getInt(TrainerSettings.REHEARSED);
    }

    public Duration publishInterval() {
        return duration(TrainerSettings.PUBLISH_INTERVAL);
    }

    public int versionsKept() {
        return values.getInt(TrainerSettings.VERSIONS_KEPT);
    }

    /**
     * How far a group's date may lie behind merged time, so that the baselines can rank it. A group leaves less than two windows
     * after its date.
     */
    public Duration evaluationReach() {
        return duration(TrainerSettings.GROUPS_WINDOW).multipliedBy(2).plusMinutes(30);
    }

    /** Whether to rank by the parts of the model and by a frozen version too. */
    public boolean evaluationExtra() {
        return values.getBoolean(TrainerSettings.EVALUATION_EXTRA);
    }

    /** How long after the first version one is frozen for evaluation; empty when none is. */
    public Optional<Duration> freezeAfter() {
        return evaluationExtra() ? Optional.of(duration(TrainerSettings.FROZEN_AFTER)) : Optional.empty();
    }

    public int mergeBuffer() {
        return values.getInt(TrainerSettings.MERGE_BUFFER);
    }

    /** The weighted loss above which a batch is quarantined. */
    public double lossLimit() {
        return values.getDouble(TrainerSettings.LOSS_LIMIT);
    }

    /** How long a silent partition holds the merge back; empty when it does so for ever. */
    public Optional<Duration> mergeIdleTimeout() {
        return DurationSetting.parseOptional(
                TrainerSettings.MERGE_IDLE_TIMEOUT, values.getString(TrainerSettings.MERGE_IDLE_TIMEOUT));
    }

    /** Settings for Kafka clients: the brokers, and the keys under {@code kafka.} without that prefix. */
    public Map<String, Object> kafka() {
        TreeMap<String, Object> clients = new TreeMap<>(kafka);
        clients.put("bootstrap.servers", bootstrapServers());
        return clients;
    }

    /**
     * Every setting with its effective value, for reports and fingerprints. Credentials in a URL are hidden. Settings
     * that pass through to Kafka are left out.
     */
    public Map<String, String> describe() {
        TreeMap<String, String> described = new TreeMap<>();
        values.values().forEach((name, value) -> described.put(name, UrlSecrets.hide(String.valueOf(value))));
        return described;
    }

    private Duration duration(String setting) {
        return DurationSetting.parse(setting, values.getString(setting));
    }
}
