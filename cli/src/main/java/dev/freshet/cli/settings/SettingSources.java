package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Gathers settings. The command line wins over the environment, the environment over the file. */
final class SettingSources {

    /** Prefixes of environment variables for settings that a library defines, and the prefixes of these settings. */
    private static final Map<String, String> OPEN =
            Map.of("FRESHET_KAFKA_", "kafka.", "FRESHET_SCHEMA_REGISTRY_", "schema.registry.");

    private SettingSources() {}

    /**
     * Merges the sources; returns settings by name.
     *
     * @param file of properties; null for none
     * @param environment in which {@code FRESHET_REPLAY_TIME_UNIT} sets {@code replay.time.unit}, and {@code
     *     FRESHET_KAFKA_SECURITY_PROTOCOL} sets {@code kafka.security.protocol}; others are ignored
     * @throws CommandFailure when the file cannot be read
     */
    static Map<String, String> merge(Path file, Map<String, String> environment, Map<String, String> commandLine) {
        Map<String, String> merged = new TreeMap<>();
        if (file != null) {
            Properties properties = read(file);
            properties.stringPropertyNames().forEach(name -> merged.put(name, properties.getProperty(name)));
        }
        for (String name : SettingNames.known()) {
            String value = environment.get(variable(name));
            if (value != null) {
                merged.put(name, value);
            }
        }
        environment.forEach((variable, value) -> OPEN.forEach((start, prefix) -> {
            if (variable.startsWith(start) && !variable.equals(variable("schema.registry.url"))) {
                String name = variable.substring(start.length());
                merged.put(prefix + name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        }));
        merged.putAll(commandLine);
        return merged;
    }

    /** Merges two maps; values of the second win. */
    static Map<String, String> merged(Map<String, String> first, Map<String, String> second) {
        Map<String, String> merged = new TreeMap<>(first);
        merged.putAll(second);
        return merged;
    }

    private static String variable(String name) {
        return "FRESHET_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure("settings cannot be read from " + file + ": " + e, e);
        }
    }
}
