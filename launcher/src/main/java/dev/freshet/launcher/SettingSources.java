package dev.freshet.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Gathers settings: a file, over it the environment, over that the command line. */
final class SettingSources {

    private SettingSources() {}

    /**
     * Settings by name.
     *
     * @param file of properties; null for none
     * @param environment of which {@code FRESHET_REPLAY_TIME_UNIT} sets {@code replay.time.unit}; others are ignored
     * @throws Failure when the file cannot be read
     */
    static Map<String, String> merge(Path file, Map<String, String> environment, Map<String, String> commandLine) {
        Map<String, String> merged = new TreeMap<>();
        if (file != null) {
            Properties properties = read(file);
            properties.stringPropertyNames().forEach(name -> merged.put(name, properties.getProperty(name)));
        }
        for (String name : Settings.names()) {
            String value = environment.get(variable(name));
            if (value != null) {
                merged.put(name, value);
            }
        }
        merged.putAll(commandLine);
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
            throw new Failure("settings cannot be read from " + file + ": " + e, e);
        }
    }
}
