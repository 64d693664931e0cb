package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.config.DurationSetting;
import dev.freshet.schemas.config.SettingRules;
import dev.freshet.schemas.config.SettingValues;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The validated settings of one command. File and environment may hold settings of other commands too, so that one file
 * serves all; the command line may name only settings that the command reads. {@code kafka.*} goes to every Kafka
 * client, {@code schema.registry.*} to the registry's client.
 */
public final class AppSettings {

    private final AbstractConfig own;
    private final Map<String, String> open;
    private final Map<String, String> decided;

    private AppSettings(AbstractConfig own, Map<String, String> open, Map<String, String> decided) {
        this.own = own;
        this.open = Map.copyOf(open);
        this.decided = Map.copyOf(decided);
    }

    /**
     * Gathers and checks settings.
     *
     * @param file of properties; null for none
     * @throws CommandFailure when a name is unknown or belongs to another command
     * @throws org.apache.kafka.common.config.ConfigException naming a setting whose value cannot be used, or two that
     *     contradict each other
     */
    static AppSettings of(
            SettingScope scope, Path file, Map<String, String> environment, Map<String, String> commandLine) {
        Map<String, String> given = SettingSources.merge(file, environment, commandLine);
        given.keySet().forEach(SettingNames::requireKnown);
        commandLine.keySet().forEach(name -> SettingNames.requireRead(name, scope));
        Map<String, String> values = SettingSources.merged(scope.defaults(), given);
        values.keySet().removeIf(name -> !scope.reads(name));
        Map<String, String> open = new TreeMap<>(values);
        open.keySet().removeIf(name -> !SettingScope.isOpen(name));
        values.keySet().removeAll(open.keySet());
        AbstractConfig own = new AbstractConfig(scope.definition(), values, false);
        SettingRules.check(own.values());
        return new AppSettings(own, open, Map.of());
    }

    /** The same settings, with values that the command has decided itself. */
    public AppSettings with(Map<String, String> values) {
        return new AppSettings(own, open, SettingSources.merged(decided, values));
    }

    /** A setting of the command, of any type, as text. */
    public String text(String name) {
        return decided.containsKey(name)
                ? decided.get(name)
                : String.valueOf(own.values().get(name));
    }

    /** The command's settings, to compare them with each other. */
    SettingValues values() {
        return new SettingValues(own.values());
    }

    public int integer(String name) {
        return own.getInt(name);
    }

    /** A setting of type list. */
    public List<String> list(String name) {
        return own.getList(name);
    }

    public Duration duration(String name) {
        return DurationSetting.parse(name, text(name));
    }

    public String brokers() {
        return text(AppConfig.BROKERS);
    }

    /** Settings of Kafka clients. */
    public Map<String, Object> kafka() {
        Map<String, Object> kafka = new TreeMap<>();
        below(SettingScope.KAFKA_PREFIX)
                .forEach((name, value) -> kafka.put(name.substring(SettingScope.KAFKA_PREFIX.length()), value));
        kafka.put(AppConfig.BROKERS, brokers());
        return kafka;
    }

    /** Settings of the registry's client, with their prefix. */
    public Map<String, String> registry() {
        Map<String, String> registry = below(SchemaRegistry.PREFIX);
        registry.put(AppConfig.REGISTRY_URL, text(AppConfig.REGISTRY_URL));
        return registry;
    }

    public ReplayConfig replay() {
        return new ReplayConfig(part(ReplayConfig.DEFINITION));
    }

    public TopologyConfig topology() {
        Map<String, String> settings = part(TopologyConfig.DEFINITION);
        settings.putAll(below(SettingScope.KAFKA_PREFIX));
        return new TopologyConfig(settings);
    }

    public TrainerConfig trainer() {
        Map<String, String> settings = part(TrainerConfig.definition());
        settings.putAll(below(SettingScope.KAFKA_PREFIX));
        settings.putAll(registry());
        return TrainerConfig.of(settings);
    }

    /** Every setting in force by name, secrets hidden; without the settings that the command decides. */
    public Map<String, String> describe() {
        Map<String, String> all = new TreeMap<>(open);
        own.values().forEach((name, value) -> all.put(name, String.valueOf(value)));
        all.replaceAll(Secrets::hide);
        return all;
    }

    /** The given values for the settings of one part, and the addresses, whose defaults come from this class. */
    private Map<String, String> part(ConfigDef definition) {
        Map<String, String> part = new TreeMap<>(own.originalsStrings());
        part.putAll(decided);
        if (definition.names().contains(AppConfig.BROKERS)) {
            part.put(AppConfig.BROKERS, brokers());
        }
        part.keySet().retainAll(definition.names());
        return part;
    }

    private Map<String, String> below(String prefix) {
        Map<String, String> below = new TreeMap<>(open);
        below.keySet().removeIf(name -> !name.startsWith(prefix));
        return below;
    }
}
