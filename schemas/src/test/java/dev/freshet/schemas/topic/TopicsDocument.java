package dev.freshet.schemas.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** The reference of topics and records as a document, from {@link Topics}, {@link TopicSettings} and the schemas. */
final class TopicsDocument {

    private static final String INTRODUCTION = """
        # Topics and records

        Made from the code by `TopicsDocumentTest`; do not edit.

        Values are Avro in Confluent's wire format: a zero byte, the schema id as four bytes, the record. Subjects are
        TOPIC-RECORD with the record's full name, under BACKWARD compatibility. Keys are UTF-8 text. Ids are strings,
        times epoch milliseconds UTC, and records bear event time in Kafka too. Producers choose partitions by murmur2
        of the key, as Java clients do (`partitioner=murmur2_random` in librdkafka). Read with
        `isolation.level=read_committed`.

        The apps refuse a topic without its required settings. `freshet topics create` gives new topics the others too; of
        three replicas or more it asks for `min.insync.replicas=2`. [Bound, replicate and compress
        topics](../operations/topics.md) says what you may change.

        A dead letter is the original's raw bytes with the headers `freshet.error` and `freshet.topic` (UTF-8 text),
        `freshet.partition` and `freshet.offset` (eight bytes, big-endian). A tick of Freshet's apps has the header
        `freshet.tick`: `live`, `replay`, or `replay_end` for a replay's last one.
        """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);

    /** Named types that the tables mention, in order. */
    private final Map<String, Schema> mentioned = new LinkedHashMap<>();

    private TopicsDocument() {}

    static String of(Map<Topics, List<Schema>> records) {
        TopicsDocument document = new TopicsDocument();
        document.text.append("\n## Topics\n");
        for (Topics topic : Topics.values()) {
            document.topic(topic, records.get(topic));
        }
        document.text.append("\n## Records\n");
        records.values().forEach(schemas -> schemas.forEach(document::mention));
        for (int i = 0; i < document.mentioned.size(); i++) {
            document.type(new ArrayList<>(document.mentioned.values()).get(i));
        }
        return document.text.toString();
    }

    private void topic(Topics topic, List<Schema> schemas) {
        boolean shared = topic.partitions() == Topics.Partitions.SHARED;
        String records = schemas.stream().map(TopicsDocument::link).collect(Collectors.joining(", "));
        Map<String, String> required = TopicConfigs.required(TopicSettings.of(1), topic);
        Map<String, String> created = TopicConfigs.initial(TopicSettings.of(1), topic, 1);
        created.keySet().removeAll(required.keySet());
        text.append("\n### ").append(topic.topic()).append("\n\n| | |\n|---|---|\n");
        row("Records", schemas.isEmpty() ? "raw bytes" : records);
        row("Key", topic.key());
        row("Partitions", shared ? "as many as every other topic that customers share" : "one");
        row("Required", words(required));
        row("When created", words(created));
    }

    private static String words(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "`" + setting.getKey() + "=" + setting.getValue() + "`")
                .collect(Collectors.joining(", "));
    }

    private void type(Schema schema) {
        text.append("\n### ").append(schema.getName()).append("\n\n");
        text.append(schema.getDoc()).append("\n\n");
        if (schema.getType() == Schema.Type.ENUM) {
            String symbols =
                    schema.getEnumSymbols().stream().map(s -> "`" + s + "`").collect(Collectors.joining(", "));
            text.append("One of ").append(symbols).append(".\n");
            return;
        }
        text.append("| Field | Type | Default | Meaning |\n|---|---|---|---|\n");
        for (Schema.Field field : schema.getFields()) {
            row("`" + field.name() + "`", typeOf(field.schema()), fallback(field), field.doc());
        }
    }

    private String typeOf(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> "list of " + typeOf(schema.getElementType());
            case MAP -> "map from string to " + typeOf(schema.getValueType());
            case UNION -> schema.getTypes().stream().map(this::typeOf).collect(Collectors.joining(" or "));
            case RECORD, ENUM -> mention(schema);
            default -> schema.getType().getName();
        };
    }

    private String mention(Schema schema) {
        mentioned.putIfAbsent(schema.getFullName(), schema);
        return link(schema);
    }

    private static String link(Schema schema) {
        return "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
    }

    private static String fallback(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return "";
        }
        Object value = field.defaultVal();
        return value == JsonProperties.NULL_VALUE ? "null" : String.valueOf(value);
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
