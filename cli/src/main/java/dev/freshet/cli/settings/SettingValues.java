package dev.freshet.cli.settings;

import dev.freshet.schemas.registry.SchemaRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** Settings by name, and which of them are for whom. {@code kafka.*} goes to every Kafka client. */
record SettingValues(Map<String, String> values) {

    static final String KAFKA_PREFIX = "kafka.";

    SettingValues {
        values = Map.copyOf(values);
    }

    /** Whether any name goes: what is below such a prefix is known to a library. */
    static boolean isOpen(String name) {
        return name.startsWith(KAFKA_PREFIX)
                || (name.startsWith(SchemaRegistry.PREFIX) && !name.equals(AppConfig.REGISTRY_URL));
    }

    /** Those that a part defines. */
    Map<String, String> knownTo(ConfigDef definition) {
        Map<String, String> known = new TreeMap<>(values);
        known.keySet().retainAll(definition.names());
        return known;
    }

    /** Those below a prefix, with it. */
    Map<String, String> below(String prefix) {
        Map<String, String> below = new TreeMap<>(values);
        below.keySet().removeIf(name -> !name.startsWith(prefix));
        return below;
    }

    /** Settings of a Kafka client. */
    Map<String, Object> kafka(String brokers) {
        Map<String, Object> kafka = new TreeMap<>();
        below(KAFKA_PREFIX).forEach((name, value) -> kafka.put(name.substring(KAFKA_PREFIX.length()), value));
        kafka.put(AppConfig.BROKERS, brokers);
        return kafka;
    }
}
