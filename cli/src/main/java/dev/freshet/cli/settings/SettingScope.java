package dev.freshet.cli.settings;

import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings that a command reads.
 *
 * @param command its name, for errors
 * @param definition every setting whose name Freshet defines
 * @param defaults override the defaults of the definition
 * @param decided names whose values the command decides while it runs; no user can set them
 */
record SettingScope(String command, ConfigDef definition, Map<String, String> defaults, Set<String> decided) {

    static final String KAFKA_PREFIX = "kafka.";

    private static final String STATE_DIRECTORY = "state.dir";

    /** Values that suit a replay; the parts' own defaults suit live serving. */
    private static final Map<String, String> RUN_DEFAULTS = Map.of(
            "requests.order", "time",
            "ticks.live", "false",
            "replay.score.requests", "true",
            "evaluation.extra", "true");

    SettingScope {
        defaults = Map.copyOf(defaults);
        decided = Set.copyOf(decided);
    }

    static SettingScope of(String command, ConfigDef... definitions) {
        return new SettingScope(command, merged(Set.of(), definitions), Map.of(), Set.of());
    }

    /** The settings of a run in one process, which starts its own broker and registry and chooses its directories. */
    static SettingScope run(String command, Map<String, String> defaults) {
        Set<String> decided = Set.of(AppConfig.BROKERS, AppConfig.REGISTRY_URL, STATE_DIRECTORY);
        ConfigDef definition = merged(
                decided, AppConfig.RUN, ReplayConfig.DEFINITION, TopologyConfig.DEFINITION, TrainerConfig.definition());
        return new SettingScope(command, definition, SettingSources.merged(RUN_DEFAULTS, defaults), decided);
    }

    /** Merges definitions. A name in several of them means the same in each, so the first definition is used. */
    private static ConfigDef merged(Set<String> without, ConfigDef... definitions) {
        ConfigDef merged = new ConfigDef();
        Set<String> names = new TreeSet<>(without);
        for (ConfigDef definition : definitions) {
            definition.configKeys().values().stream()
                    .filter(key -> names.add(key.name))
                    .forEach(merged::define);
        }
        return merged;
    }

    boolean reads(String name) {
        if (!isOpen(name)) {
            return definition.names().contains(name);
        }
        return name.startsWith(KAFKA_PREFIX)
                ? knows(AppConfig.BROKERS)
                : definition.names().contains(AppConfig.REGISTRY_URL);
    }

    private boolean knows(String name) {
        return definition.names().contains(name) || decided.contains(name);
    }

    /** Whether the name has a prefix below which any name is allowed: a library defines those names. */
    static boolean isOpen(String name) {
        return name.startsWith(KAFKA_PREFIX)
                || (name.startsWith(SchemaRegistry.PREFIX) && !name.equals(AppConfig.REGISTRY_URL));
    }
}
