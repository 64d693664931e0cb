package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Options that give a command its settings: {@code --config}, {@code --set}, and each option marked with {@link
 * Setting}. Picocli's {@code IDefaultValueProvider} cannot be used: picocli calls it before it parses {@code --config}.
 */
public class SettingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            order = 100,
            paramLabel = "FILE.properties",
            description = "A file of settings; it may hold those of other commands too.")
    private Path config;

    @Option(
            names = "--set",
            order = 101,
            paramLabel = "NAME=VALUE",
            description = "A setting; repeatable; wins over the environment (FRESHET_NAME), which wins over --config.")
    private Map<String, String> set = new LinkedHashMap<>();

    /**
     * Gathers the command's settings; {@code --set} wins over an option of the same setting.
     *
     * @param definitions of what the command reads
     * @throws CommandFailure when a name is unknown or belongs to another command
     */
    public final AppSettings settings(ConfigDef... definitions) {
        return gather(SettingScope.of(commandName(), definitions));
    }

    /**
     * Gathers the settings of a run in one process.
     *
     * @param defaults override the defaults of the parts
     * @throws CommandFailure when a name is unknown
     * @throws org.apache.kafka.common.config.ConfigException when two values conflict
     */
    public final AppSettings runSettings(Map<String, String> defaults) {
        AppSettings settings = gather(SettingScope.run(commandName(), defaults));
        RunRules.check(settings);
        return settings;
    }

    private AppSettings gather(SettingScope scope) {
        return AppSettings.of(scope, config, System.getenv(), SettingSources.merged(options(), set));
    }

    private String commandName() {
        return command.qualifiedName().replace("freshet ", "");
    }

    private Map<String, String> options() {
        Map<String, String> given = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            String name = settingOf(option);
            if (name != null && command.commandLine().getParseResult().hasMatchedOption(option)) {
                given.put(name, text(option.getValue()));
            }
        }
        return given;
    }

    /** A repeated option sets a list. */
    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    /** The setting that an option sets; null when it sets none. */
    public static String settingOf(OptionSpec option) {
        Setting setting = option.userObject() instanceof Field field ? field.getAnnotation(Setting.class) : null;
        return setting == null ? null : setting.value();
    }
}
