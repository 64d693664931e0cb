package dev.freshet.launcher;

import dev.freshet.schemas.SchemaRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code freshet replay} is told: where to, and the settings of all parts, so that one file of settings serves all
 * commands.
 *
 * @param brokers of Kafka
 * @param registry its URL
 */
record ReplaySettings(String brokers, String registry, Settings settings) {

    static final String BROKERS = "bootstrap.servers";
    static final String REGISTRY = "schema.registry.url";
    static final String SCORE_REQUESTS = "replay.score.requests";

    private static final Map<String, String> DEFAULTS =
            Map.of(BROKERS, "localhost:9092", REGISTRY, "http://localhost:8081", SCORE_REQUESTS, "false");

    /**
     * Gathers settings.
     *
     * @param file of properties; null for none
     * @throws Failure when the file cannot be read, a name is unknown or values do not go together
     */
    static ReplaySettings of(Path file, Map<String, String> environment, Map<String, String> commandLine) {
        Set<String> names = new TreeSet<>(Settings.names());
        names.addAll(DEFAULTS.keySet());
        Map<String, String> values = new TreeMap<>(DEFAULTS);
        Map<String, String> given = SettingSources.merge(file, environment, commandLine, names);
        AppConfig.SECTIONS
                .values()
                .forEach(section -> section.names().stream()
                        .filter(name -> !names.contains(name))
                        .forEach(given::remove)); // other commands', of a file for all
        values.putAll(given);
        return new ReplaySettings(values.remove(BROKERS), values.remove(REGISTRY), Settings.of(values));
    }

    SchemaRegistry schemas() {
        return SchemaRegistry.of(settings.registry(registry));
    }

    Map<String, Object> kafka() {
        return settings.kafka(brokers);
    }

    /** Event time for which ticks go on after the last row, so that the streams app closes every group; milliseconds. */
    long tailMs() {
        return settings.topology(brokers, "unused").tailMs();
    }
}
