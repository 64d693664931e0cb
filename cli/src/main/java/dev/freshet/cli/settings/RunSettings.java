package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.config.NearestName;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.nio.file.Path;
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
public final class RunSettings {

    /** What the run decides itself: it brings its own broker, registry and directories. */
    private static final Set<String> DECIDED = Set.of("bootstrap.servers", "schema.registry.url", "state.dir");

    /** Where a replay wants something else than live serving does. */
    private static final Map<String, String> REPLAY_DEFAULTS =
            Map.of("requests.order", "time", "ticks.live", "false", "replay.score.requests", "true");

    private final SettingValues values;

    private RunSettings(SettingValues values) {
        this.values = values;
    }

    /** Settings of a command line alone; see the other form. */
    public static RunSettings of(Map<String, String> commandLine) {
        return of(Map.of(), null, Map.of(), commandLine);
    }

    /**
     * Gathers and checks settings. File and environment may hold those of other commands too, which are passed over, so that
     * one file serves all.
     *
     * @param defaults over those of the parts
     * @param file of properties; null for none
     * @throws CommandFailure when a name is unknown, saying which known one is nearest, or two values do not go together
     */
    public static RunSettings of(
            Map<String, String> defaults, Path file, Map<String, String> environment, Map<String, String> commandLine) {
        Set<String> names = names();
        Map<String, String> given = SettingSources.merge(file, environment, Map.of(), names);
        AppConfig.SECTIONS.values().stream()
                .flatMap(section -> section.names().stream())
                .filter(name -> !names.contains(name))
                .forEach(given::remove);
        given.putAll(commandLine);
        for (String name : given.keySet()) {
            if (DECIDED.contains(name)) {
                throw new CommandFailure("setting " + name + " cannot be set here: freshet run brings its own");
            }
            if (!names.contains(name) && !SettingValues.isOpen(name)) {
                throw new CommandFailure(
                        "unknown setting '" + name + "'; did you mean " + NearestName.of(name, names) + "?");
            }
        }
        Map<String, String> values = new TreeMap<>(REPLAY_DEFAULTS);
        values.putAll(defaults);
        values.putAll(given);
        RunSettings settings = new RunSettings(new SettingValues(values));
        SettingRules.check(settings.describe());
        return settings;
    }

    /** Every name that can be set, {@code kafka.*} apart. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Stream.of(RunConfig.DEFINITION, ReplayConfig.DEFINITION, TopologyConfig.DEFINITION, TrainerConfig.definition())
                .forEach(definition -> names.addAll(definition.names()));
        names.removeAll(DECIDED);
        return names;
    }

    public RunConfig run() {
        return new RunConfig(knownTo(RunConfig.DEFINITION, Map.of()));
    }

    public ReplayConfig replay() {
        return new ReplayConfig(knownTo(ReplayConfig.DEFINITION, Map.of()));
    }

    public TopologyConfig topology(String bootstrapServers, String stateDirectory) {
        return new TopologyConfig(withKafka(knownTo(
                TopologyConfig.DEFINITION,
                Map.of("bootstrap.servers", bootstrapServers, "state.dir", stateDirectory))));
    }

    public TrainerConfig trainer(String bootstrapServers, String registryUrl) {
        return TrainerConfig.of(withKafka(knownTo(
                TrainerConfig.definition(),
                Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl))));
    }

    /** Settings of a Kafka client. */
    public Map<String, Object> kafka(String bootstrapServers) {
        return values.kafka(bootstrapServers);
    }

    /**
     * Every setting in force, by name, but for what the run decides.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming a setting whose value cannot be used
     */
    public Map<String, String> describe() {
        Map<String, String> all = new TreeMap<>(topology("localhost:0", "state").describe());
        all.putAll(trainer("localhost:0", "http://localhost:0").describe());
        run().values().forEach((name, value) -> all.put(name, String.valueOf(value)));
        replay().values().forEach((name, value) -> all.put(name, String.valueOf(value)));
        all.keySet().removeAll(DECIDED);
        return all;
    }

    private Map<String, String> knownTo(ConfigDef definition, Map<String, String> decided) {
        Map<String, String> known = values.knownTo(definition);
        decided.forEach((name, value) -> {
            if (definition.names().contains(name)) {
                known.put(name, value);
            }
        });
        return known;
    }

    private Map<String, String> withKafka(Map<String, String> known) {
        known.putAll(values.below(SettingValues.KAFKA_PREFIX));
        return known;
    }
}
