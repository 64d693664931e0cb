package dev.freshet.schemas.topic;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.config.ByteSize;
import dev.freshet.schemas.config.DurationSetting;
import dev.freshet.schemas.config.NearestName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Settings of type list that bound topics; each element is {@code TOPIC=BOUND} or {@code TOPIC=none}. */
public final class RetentionSetting {

    /** Accepts bounds by time, such as {@code user-events=90d}. */
    public static final Validator SPANS =
            LambdaValidator.with(RetentionSetting::spans, () -> "TOPIC=DURATION or TOPIC=none, separated by commas");

    /** Accepts bounds by size, such as {@code dead-letters=10GiB}. */
    public static final Validator SIZES =
            LambdaValidator.with(RetentionSetting::sizes, () -> "TOPIC=SIZE or TOPIC=none, separated by commas");

    private RetentionSetting() {}

    /**
     * Bounds by time, milliseconds.
     *
     * @param value a list of strings
     * @throws ConfigException naming the setting and the element that cannot be used
     */
    public static Map<Topics, Long> spans(String setting, Object value) {
        return bounds(setting, value, TimeSpan::parse);
    }

    /** Bounds by size, bytes of each partition. */
    public static Map<Topics, Long> sizes(String setting, Object value) {
        return bounds(setting, value, ByteSize::parse);
    }

    private static Map<Topics, Long> bounds(String setting, Object value, ToLongFunction<String> parse) {
        Map<Topics, Long> bounds = new EnumMap<>(Topics.class);
        for (Object element : (List<?>) value) {
            String[] parts = String.valueOf(element).split("=", 2);
            if (parts.length != 2) {
                throw new ConfigException(setting, element, "must be TOPIC=BOUND, as in user-events=90d");
            }
            try {
                Topics topic = topic(parts[0].trim());
                if (bounds.put(topic, bound(parts[1].trim(), parse)) != null) {
                    throw new IllegalArgumentException("topic " + topic.topic() + " has another bound before it");
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException(setting, element, e.getMessage());
            }
        }
        return bounds;
    }

    private static Topics topic(String name) {
        Topics topic = Topics.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no topic " + name + "; did you mean "
                        + NearestName.of(name, new TreeSet<>(Topics.names())) + "?"));
        if (topic.cleanup() != Topics.Cleanup.DELETE) {
            throw new IllegalArgumentException(
                    "topic " + name + " is compacted: it keeps the newest value of each key, and has no bound");
        }
        return topic;
    }

    private static long bound(String text, ToLongFunction<String> parse) {
        if (text.equals(DurationSetting.NONE)) {
            return Retention.UNBOUNDED;
        }
        long bound = parse.applyAsLong(text);
        if (bound == 0) {
            throw new IllegalArgumentException("must be above 0");
        }
        return bound;
    }
}
