package dev.freshet.launcher;

import dev.freshet.core.NearestName;
import dev.freshet.launcher.replay.ReplayConfig;
import dev.freshet.schemas.SchemaRegistry;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of a run, handed to each part that knows them; a name that several know ({@code seed}, {@code
 * history.length}) means the same to all. {@code kafka.*} goes to every Kafka client.
 */
final class Settings {

    private static final String KAFKA_PREFIX = "kafka.";

    /** What the run decides itself: it brings its own broker, registry and directories. */
    private static final Set<String> DECIDED = Set.of("bootstrap.servers", "schema.registry.url", "state.dir");

    /** Where a replay wants something else than live serving does. */
    private static final Map<String, String> REPLAY_DEFAULTS =
            Map.of("requests.order", "time", "ticks.live", "false", "replay.score.requests", "true");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Takes settings by name. Those of a registry's client, which a file or the environment may hold for other commands, are
     * passed over.
     *
     * @throws Failure when a name is unknown, saying which known one is nearest, or two values do not go together
     */
    static Settings of(Map<String, String> given) {
        Set<String> names = names();
        for (String name : given.keySet()) {
            if (DECIDED.contains(name)) {
                throw new Failure("setting " + name + " cannot be set here: freshet run brings its own");
            }
            boolean open = name.startsWith(KAFKA_PREFIX) || name.startsWith(SchemaRegistry.PREFIX);
            if (!names.contains(name) && !open) {
                throw new Failure("unknown setting '" + name + "'; did you mean " + NearestName.of(name, names) + "?");
            }
        }
        Map<String, String> values = new TreeMap<>(REPLAY_DEFAULTS);
        values.putAll(given);
        Settings settings = new Settings(values);
        SettingRules.check(settings.describe());
        return settings;
    }

    /** Every name that can be set, {@code kafka.*} apart. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Stream.of(RunConfig.DEFINITION, ReplayConfig.DEFINITION, TopologyConfig.DEFINITION, TrainerConfig.definition())
                .forEach(definition -> names.addAll(definition.names()));
        names.removeAll(DECIDED);
        return names;
    }

    RunConfig run() {
        return new RunConfig(knownTo(RunConfig.DEFINITION, Map.of()));
    }

    ReplayConfig replay() {
        return new ReplayConfig(knownTo(ReplayConfig.DEFINITION, Map.of()));
    }

    TopologyConfig topology(String bootstrapServers, String stateDirectory) {
        return new TopologyConfig(withKafka(knownTo(
                TopologyConfig.DEFINITION,
                Map.of("bootstrap.servers", bootstrapServers, "state.dir", stateDirectory))));
    }

    TrainerConfig trainer(String bootstrapServers, String registryUrl) {
        return TrainerConfig.of(withKafka(knownTo(
                TrainerConfig.definition(),
                Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl))));
    }

    /** Settings of a registry's client, with their prefix. */
    Map<String, String> registry(String url) {
        Map<String, String> registry = new TreeMap<>(values);
        registry.keySet().removeIf(name -> !name.startsWith(SchemaRegistry.PREFIX));
        registry.put("schema.registry.url", url);
        return registry;
    }

    /** Settings of a Kafka client. */
    Map<String, Object> kafka(String bootstrapServers) {
        Map<String, Object> kafka = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(KAFKA_PREFIX)) {
                kafka.put(name.substring(KAFKA_PREFIX.length()), value);
            }
        });
        kafka.put("bootstrap.servers", bootstrapServers);
        return kafka;
    }

    /**
     * Every setting in force, by name, but for what the run decides.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming a setting whose value cannot be used
     */
    Map<String, String> describe() {
        Map<String, String> all = new TreeMap<>(topology("localhost:0", "state").describe());
        all.putAll(trainer("localhost:0", "http://localhost:0").describe());
        run().values().forEach((name, value) -> all.put(name, String.valueOf(value)));
        replay().values().forEach((name, value) -> all.put(name, String.valueOf(value)));
        all.keySet().removeAll(DECIDED);
        return all;
    }

    private Map<String, String> knownTo(ConfigDef definition, Map<String, String> decided) {
        Map<String, String> known = new TreeMap<>(values);
        known.keySet().retainAll(definition.names());
        decided.forEach((name, value) -> {
            if (definition.names().contains(name)) {
                known.put(name, value);
            }
        });
        return known;
    }

    private Map<String, String> withKafka(Map<String, String> known) {
        values.forEach((name, value) -> {
            if (name.startsWith(KAFKA_PREFIX)) {
                known.put(name, value);
            }
        });
        return known;
    }
}
