package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options through which a command takes settings. */
public class SettingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            order = 100,
            paramLabel = "FILE.properties",
            description = "A file of settings; those of other commands in it are passed over.")
    private Path config;

    @Option(
            names = "--set",
            order = 101,
            paramLabel = "NAME=VALUE",
            description = "A setting; may be repeated, and wins over environment (FRESHET_NAME) and --config.")
    private Map<String, String> set = new LinkedHashMap<>();

    /**
     * Gathers the command's settings.
     *
     * @param options settings that have an option of their own, by name; null for those not given; {@code --set} wins
     * @throws CommandFailure when a name is unknown or belongs to another command
     */
    public final AppSettings settings(Map<String, ?> options, ConfigDef... own) {
        Map<String, String> given = new LinkedHashMap<>();
        options.forEach((name, value) -> put(given, name, value));
        more().forEach((name, value) -> put(given, name, value));
        given.putAll(set);
        return AppSettings.of(
                command.qualifiedName().replace("freshet ", ""), List.of(own), config, System.getenv(), given);
    }

    /** Settings of further options; null for those not given. */
    public Map<String, Object> more() {
        return Map.of();
    }

    private static void put(Map<String, String> given, String name, Object value) {
        if (value != null) {
            given.put(name, String.valueOf(value));
        }
    }
}
