package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.config.NearestName;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of one command. File and environment may hold those of other commands too, so that one file serves all; what
 * the command line gives must be the command's own. {@code kafka.*} goes to every Kafka client, {@code schema.registry.*}
 * to the registry's.
 */
public final class AppSettings {

    private final List<ConfigDef> own;
    private final SettingValues values;

    private AppSettings(List<ConfigDef> own, SettingValues values) {
        this.own = own;
        this.values = values;
    }

    /**
     * Gathers and checks settings.
     *
     * @param command its name, for errors
     * @param own what the command reads
     * @param file of properties; null for none
     * @throws CommandFailure when a name is unknown or belongs to another command
     * @throws org.apache.kafka.common.config.ConfigException naming a setting whose value cannot be used
     */
    static AppSettings of(
            String command,
            List<ConfigDef> own,
            Path file,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        TreeSet<String> names = new TreeSet<>();
        AppConfig.SECTIONS.values().forEach(section -> names.addAll(section.names()));
        Map<String, String> merged = SettingSources.merge(file, environment, commandLine, names);
        for (String name : merged.keySet()) {
            if (!names.contains(name) && !SettingValues.isOpen(name)) {
                throw new CommandFailure(
                        "unknown setting '" + name + "'; did you mean " + NearestName.of(name, names) + "?");
            }
            if (commandLine.containsKey(name) && !isRead(own, name)) {
                throw new CommandFailure(
                        "setting " + name + " is not read by freshet " + command + "; it belongs to " + owners(name));
            }
        }
        own.stream()
                .filter(definition -> definition == AppConfig.KAFKA || definition == AppConfig.CONNECTION)
                .forEach(definition -> definition
                        .defaultValues() // the trainer has none
                        .forEach((name, value) -> merged.putIfAbsent(name, String.valueOf(value))));
        AppSettings settings = new AppSettings(List.copyOf(own), new SettingValues(merged));
        settings.describe();
        return settings;
    }

    private static boolean isRead(List<ConfigDef> own, String name) {
        if (!SettingValues.isOpen(name)) {
            return own.stream().anyMatch(definition -> definition.names().contains(name));
        }
        return isRead(own, name.startsWith(SettingValues.KAFKA_PREFIX) ? AppConfig.BROKERS : AppConfig.REGISTRY_URL);
    }

    private static String owners(String name) {
        if (SettingValues.isOpen(name)) {
            return "the commands with " + (name.startsWith(SettingValues.KAFKA_PREFIX) ? "a Kafka" : "a registry");
        }
        return String.join(
                " and ",
                AppConfig.SECTIONS.entrySet().stream()
                        .filter(section -> section.getValue().names().contains(name))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** A setting of the command, of whatever type, as text. */
    public String text(String name) {
        return String.valueOf(effective().get(name));
    }

    public int integer(String name) {
        return Integer.parseInt(text(name));
    }

    public String brokers() {
        return text(AppConfig.BROKERS);
    }

    /** Settings of Kafka clients. */
    public Map<String, Object> kafka() {
        return values.kafka(brokers());
    }

    /** Settings of the registry's client, with their prefix. */
    public Map<String, String> registry() {
        Map<String, String> registry = values.below(SchemaRegistry.PREFIX);
        registry.put(AppConfig.REGISTRY_URL, text(AppConfig.REGISTRY_URL));
        return registry;
    }

    public TopologyConfig topology() {
        Map<String, String> settings = values.knownTo(TopologyConfig.DEFINITION);
        settings.putAll(values.below(SettingValues.KAFKA_PREFIX));
        return new TopologyConfig(settings);
    }

    public ReplayConfig replay() {
        return new ReplayConfig(values.knownTo(ReplayConfig.DEFINITION));
    }

    public TrainerConfig trainer() {
        Map<String, String> settings = values.knownTo(TrainerConfig.definition());
        settings.putAll(values.below(SettingValues.KAFKA_PREFIX));
        settings.putAll(registry());
        settings.put(AppConfig.BROKERS, brokers());
        return TrainerConfig.of(settings);
    }

    /** Every setting in force as {@code name=value}, in order of name, secrets hidden. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        effective().forEach((name, value) -> lines.add(name + "=" + Secrets.hide(name, value)));
        return lines;
    }

    private Map<String, String> effective() {
        Map<String, String> all = new TreeMap<>(values.values());
        all.keySet().removeIf(name -> !SettingValues.isOpen(name) || !isRead(own, name));
        for (ConfigDef definition : own) {
            new AbstractConfig(definition, values.knownTo(definition), false)
                    .values()
                    .forEach((name, value) -> all.put(name, String.valueOf(value)));
        }
        return all;
    }
}
