package dev.freshet.schemas.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Settings of every consumer that reads Freshet's topics: committed records only unless it says otherwise, and reading
 * changes nothing.
 */
public final class ReaderSettings {

    private ReaderSettings() {}

    /**
     * Settings of a reader outside any consumer group.
     *
     * @param kafka how to reach Kafka
     */
    public static Map<String, Object> of(Map<String, ?> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Readers seek to where they start. A position out of range later means that records are lost: never skip them.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** The same for a reader that also sees records of open and of aborted transactions. */
    public static Map<String, Object> uncommitted(Map<String, ?> kafka) {
        Map<String, Object> settings = of(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        return settings;
    }

    /**
     * Settings of a reader that assigns its partitions itself and commits offsets for a group.
     *
     * @param kafka how to reach Kafka
     */
    public static Map<String, Object> inGroup(Map<String, ?> kafka, String group) {
        Map<String, Object> settings = of(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        return settings;
    }
}
