package dev.freshet.trainer;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.schemas.config.DurationSetting;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Every setting of the trainer: name, type, default, validator, meaning. */
public final class TrainerSettings {

    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    static final String APPLICATION_ID = "application.id";
    public static final String MODEL_NAME = "model.name";
    public static final String MODEL_INIT = "model.init";
    static final String MODEL_DIM = "model.dim";
    static final String MODEL_HEADS = "model.heads";
    static final String MODEL_LAYERS = "model.layers";
    static final String MODEL_TERM = "model.term";
    static final String TERM_RATE = "term.learning.rate";
    static final String REHEARSED = "term.rehearsal";
    static final String REHEARSAL_GROUPS = "term.rehearsal.groups";
    static final String STATISTICS_PRODUCTS = "statistics.products.max";
    static final String STATISTICS_PARTNERS = "statistics.partners.max";
    public static final String HISTORY_LENGTH = "history.length";

    /** The settings of the network's shape, by their names in a model file. */
    public static final Map<String, String> SHAPE = Map.of(
            "dim", MODEL_DIM,
            "heads", MODEL_HEADS,
            "layers", MODEL_LAYERS,
            "maxLength", HISTORY_LENGTH,
            "term", MODEL_TERM);

    public static final String DEVICE = "device";
    static final String SEED = "seed";
    static final String DROPOUT = "dropout";
    static final String NEXT_POSITIVE_WEIGHT = "loss.next.positive.weight";
    static final String FEEDBACK_WEIGHT = "loss.feedback.weight";
    static final String RANKING_WEIGHT = "loss.ranking.weight";
    public static final String LOSS_LIMIT = "loss.limit";
    public static final String LEARNING_RATE = "learning.rate";
    static final String WEIGHT_DECAY = "weight.decay";
    static final String WARMUP_STEPS = "warmup.steps";
    static final String BATCH_TOKENS = "batch.tokens";
    static final String BATCH_PARTS = "batch.parts";
    static final String BATCH_SPAN = "batch.span";
    static final String PUBLISH_INTERVAL = "publish.interval";
    static final String VERSIONS_KEPT = "model.versions.kept";
    static final String GROUPS_WINDOW = "groups.window";
    static final String EVALUATION_EXTRA = "evaluation.extra";
    static final String FROZEN_AFTER = "evaluation.frozen.after";
    static final String MERGE_BUFFER = "merge.buffer.records";
    public static final String MERGE_IDLE_TIMEOUT = "merge.idle.timeout";

    /** Checks that a name is not empty and has only letters, digits, dots, dashes and underscores. */
    private static final Validator NAME = ConfigDef.CompositeValidator.of(
            new NonEmptyString(),
            ConfigDef.LambdaValidator.with(
                    (setting, value) -> {
                        if (!String.valueOf(value).matches("[A-Za-z0-9._-]+")) {
                            throw new ConfigException(
                                    setting, value, "wanted letters, digits, dots, dashes and underscores");
                        }
                    },
                    () -> "letters, digits, dots, dashes and underscores"));

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(BOOTSTRAP_SERVERS, STRING, NO_DEFAULT_VALUE, new NonEmptyString(), HIGH, "Kafka brokers.")
            .define(
                    SCHEMA_REGISTRY_URL,
                    STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    HIGH,
                    "URL of the schema registry.")
            .define(
                    APPLICATION_ID,
                    STRING,
                    "freshet",
                    NAME,
                    HIGH,
                    "Name of the application; consumed offsets are committed under NAME-trainer.")
            .define(
                    MODEL_NAME,
                    STRING,
                    "default",
                    NAME,
                    HIGH,
                    "Name of the model. One trainer runs for each: a second one fences the first.")
            .define(
                    MODEL_INIT,
                    STRING,
                    "",
                    HIGH,
                    "A file with the weights, vocabulary and product statistics that a new model starts from, written by"
                            + " freshet pretrain, finetune, model export or model import. Its shape must agree with"
                            + " model.dim, model.heads, model.layers, model.term and history.length. No request before the"
                            + " end of its training data is evaluated. It is not read once the model topic holds a version.")
            .define(MODEL_DIM, INT, 64, atLeast(2), MEDIUM, "Width D of the network; a multiple of the heads.")
            .define(MODEL_HEADS, INT, 2, atLeast(1), LOW, "Attention heads.")
            .define(MODEL_LAYERS, INT, 2, atLeast(1), LOW, "Encoder layers.")
            .define(
                    MODEL_TERM,
                    STRING,
                    "mlp",
                    ValidString.in("off", "linear", "mlp"),
                    MEDIUM,
                    "The term of the ranking that reads live features: counts of what the customer and all customers did."
                            + " mlp is a network of some two thousand weights, linear a weighted sum; off ranks by the"
                            + " customer's history alone. Fixed once the model has a version.")
            .define(
                    STATISTICS_PRODUCTS,
                    INT,
                    StatisticsLimits.DEFAULT.products(),
                    between(16, 1_000_000),
                    LOW,
                    "Maximum number of products with statistics; above it, those go that nobody clicked or carted, then those"
                            + " without an event for longest.")
            .define(
                    STATISTICS_PARTNERS,
                    INT,
                    StatisticsLimits.DEFAULT.partners(),
                    between(1, StatisticsLimits.MOST_PARTNERS),
                    LOW,
                    "Products that the statistics remember as chosen after a product, for clicks and for cart additions. Any other"
                            + " counts as never chosen after it, so too few cost quality; each takes 12 bytes of a version.")
            .define(
                    HISTORY_LENGTH,
                    INT,
                    512,
                    between(1, 4096),
                    MEDIUM,
                    "Events of a history that the network sees; at least the streams app's setting of this name.")
            .define(
                    DEVICE,
                    STRING,
                    "auto",
                    ConfigDef.LambdaValidator.with(TrainerConfig::checkDevice, () -> "auto, cpu or gpu:N"),
                    MEDIUM,
                    "Where training runs: cpu, gpu:N counted from 0, or auto: the first GPU that libtorch sees,"
                            + " else cpu. Serving and evaluation run on the CPU.")
            .define(SEED, LONG, 1L, null, MEDIUM, "Seed of initial weights and dropout.")
            .define(DROPOUT, DOUBLE, 0.1, between(0, 0.99), LOW, "Dropout of the encoder in training.")
            .define(NEXT_POSITIVE_WEIGHT, DOUBLE, 0.1, atLeast(0), MEDIUM, "Weight of the next-positive loss.")
            .define(FEEDBACK_WEIGHT, DOUBLE, 0.1, atLeast(0), MEDIUM, "Weight of the feedback loss.")
            .define(RANKING_WEIGHT, DOUBLE, 1.0, atLeast(0), MEDIUM, "Weight of the pairwise ranking loss.")
            .define(
                    LOSS_LIMIT,
                    DOUBLE,
                    Double.POSITIVE_INFINITY,
                    atLeast(0),
                    LOW,
                    "A batch with a weighted loss above this is quarantined: training returns to the newest version and"
                            + " continues without the batch. A batch whose loss or gradient is not finite is always"
                            + " quarantined. Choose a value far above the loss of a new model.")
            .define(LEARNING_RATE, DOUBLE, 2e-3, atLeast(0), MEDIUM, "AdamW's learning rate after warm-up.")
            .define(WEIGHT_DECAY, DOUBLE, 0.01, atLeast(0), LOW, "AdamW's weight decay.")
            .define(WARMUP_STEPS, INT, 100, atLeast(0), LOW, "Steps of linear warm-up.")
            .define(
                    TERM_RATE,
                    DOUBLE,
                    0.002,
                    atLeast(0),
                    MEDIUM,
                    "Learning rate of the feature term, without warm-up; the network has its own.")
            .define(
                    REHEARSED,
                    INT,
                    16,
                    between(0, 64),
                    LOW,
                    "Earlier groups, drawn by hash, that the feature term is trained on again after each batch, for each group in"
                            + " the batch; 0 for none. It begins with 512 earlier groups. The network is trained on each group once.")
            .define(
                    REHEARSAL_GROUPS,
                    INT,
                    8192,
                    between(0, 65_536),
                    LOW,
                    "The newest groups that are kept for term.rehearsal, in trainer-state: 68 bytes for each of their products.")
            .define(
                    BATCH_TOKENS,
                    INT,
                    8192,
                    atLeast(1),
                    MEDIUM,
                    "A batch closes once it has this many history events and candidates.")
            .define(
                    BATCH_PARTS,
                    INT,
                    32,
                    atLeast(1),
                    MEDIUM,
                    "A batch closes once it has this many targets and groups.")
            .define(
                    BATCH_SPAN,
                    STRING,
                    "30m",
                    DurationSetting.VALIDATOR,
                    MEDIUM,
                    "A batch closes when merged event time has moved on by more than this since its first example, and at each"
                            + " multiple of publish.interval.")
            .define(
                    PUBLISH_INTERVAL,
                    STRING,
                    "1h",
                    DurationSetting.VALIDATOR,
                    HIGH,
                    "A version is published after the first step past each multiple of this event time.")
            .define(
                    VERSIONS_KEPT,
                    INT,
                    10,
                    between(1, 1000),
                    MEDIUM,
                    "Versions kept in the model topic, and in memory for evaluation.")
            .define(
                    GROUPS_WINDOW,
                    STRING,
                    "30m",
                    DurationSetting.VALIDATOR,
                    LOW,
                    "How long a request group is open; the streams app's setting of this name. The kept versions must"
                            + " reach back further, since each group is evaluated by the version of its time.")
            .define(
                    EVALUATION_EXTRA,
                    BOOLEAN,
                    false,
                    LOW,
                    "Evaluate the feature term alone, the network alone and a frozen version beside the model; freshet run"
                            + " and demo do.")
            .define(
                    FROZEN_AFTER,
                    STRING,
                    "1d",
                    DurationSetting.VALIDATOR,
                    LOW,
                    "With evaluation.extra: event time after the first version at which a version is frozen. It stays"
                            + " published and ranks beside the model, to show what learning since then is worth.")
            .define(
                    MERGE_BUFFER,
                    INT,
                    1000,
                    atLeast(1),
                    LOW,
                    "A partition that is ahead of the others pauses once it has buffered this many records.")
            .define(
                    MERGE_IDLE_TIMEOUT,
                    STRING,
                    DurationSetting.NONE,
                    DurationSetting.OPTIONAL,
                    LOW,
                    "Wall time after which a partition without examples and watermarks no longer holds the others back."
                            + " It is skipped until it has records again. none: never, with a warning every minute."
                            + " Another run may skip other records, so versions since the first skip are marked"
                            + " deterministic=false.");

    /** Settings of connections and buffers, which affect neither weights nor results. */
    public static final Set<String> CONNECTIONS =
            Set.of(BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, APPLICATION_ID, MERGE_BUFFER);

    private TrainerSettings() {}
}
