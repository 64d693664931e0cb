package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.schemas.config.NearestName;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of all settings, and the checks of names. */
public final class SettingNames {

    private static final Set<String> ALL = all();

    private SettingNames() {}

    /** Every setting of every command, except {@code kafka.*} and {@code schema.registry.*}. */
    public static Set<String> known() {
        return ALL;
    }

    private static Set<String> all() {
        Set<String> names = new TreeSet<>();
        AppConfig.SECTIONS.values().forEach(section -> names.addAll(section.names()));
        return Set.copyOf(names);
    }

    /** @throws CommandFailure when no command knows the name; the message suggests the nearest one */
    static void requireKnown(String name) {
        if (!ALL.contains(name) && !SettingScope.isOpen(name)) {
            throw new CommandFailure("unknown setting '" + name + "'; did you mean " + NearestName.of(name, ALL) + "?");
        }
    }

    /** @throws CommandFailure when the command does not read the setting; the message names the commands that do */
    static void requireRead(String name, SettingScope scope) {
        if (scope.decided().contains(name)) {
            throw new CommandFailure(
                    "setting " + name + " cannot be set here: freshet " + scope.command() + " brings its own");
        }
        if (!scope.reads(name)) {
            throw new CommandFailure("setting " + name + " is not read by freshet " + scope.command()
                    + "; it belongs to " + owners(name));
        }
    }

    private static String owners(String name) {
        if (SettingScope.isOpen(name)) {
            return "the commands with " + (name.startsWith(SettingScope.KAFKA_PREFIX) ? "a Kafka" : "a registry");
        }
        return String.join(
                " and ",
                AppConfig.SECTIONS.entrySet().stream()
                        .filter(section -> section.getValue().names().contains(name))
                        .map(Map.Entry::getKey)
                        .toList());
    }
}
