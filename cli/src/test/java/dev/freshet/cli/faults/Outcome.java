package dev.freshet.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.JudgedBy;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.TaskState;
import dev.freshet.testkit.TestKafka;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The committed records after everything is processed.
 *
 * @param examples records of training-examples, partition by partition in order: partition, time, key and value as text
 * @param scores answers, in the same form
 * @param refusals records of rejected-events and dead-letters, as sorted text
 * @param metrics records of training-metrics as text, without offsets, which count markers
 * @param versions every published version by its number
 * @param counters the streams app's counters, summed over its tasks
 */
record Outcome(
        List<String> examples,
        List<Scores> scores,
        List<String> refusals,
        List<String> metrics,
        SortedMap<Long, Published> versions,
        SortedMap<String, Long> counters) {

    /** Bytes of the header: a zero byte and the schema id, which depends on the registry. */
    private static final int WIRE_HEADER = 5;

    static Outcome read(String brokers, AvroSerde serde, SortedMap<Long, Published> versions) throws Exception {
        try (TestKafka kafka = TestKafka.at(brokers)) {
            List<String> examples = kafka.records(Topics.TRAINING_EXAMPLES.topic()).stream()
                    .map(Outcome::text)
                    .toList();
            List<Scores> scores = kafka.records(Topics.SCORES.topic()).stream()
                    .map(record -> (Scores) serde.deserializer().deserialize(record.topic(), record.value()))
                    .toList();
            List<String> refusals = Stream.of(Topics.REJECTED_EVENTS, Topics.DEAD_LETTERS)
                    .flatMap(topic -> kafka.records(topic.topic()).stream())
                    .map(record -> record.topic() + " " + text(record))
                    .sorted() // rejected requests and events interleave differently in each run
                    .toList();
            List<String> metrics = kafka.records(Topics.TRAINING_METRICS.topic()).stream()
                    .map(record -> serde.deserializer().deserialize(record.topic(), record.value()))
                    .map(record -> record instanceof TrainingMetrics window ? text(window) : record.toString())
                    .toList();
            return new Outcome(
                    examples, scores, refusals, metrics, versions, counters(kafka.records("freshet-task-changelog")));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        HexFormat hex = HexFormat.of();
        String key = record.key() == null ? "-" : hex.formatHex(record.key());
        int from = Math.min(WIRE_HEADER, record.value().length);
        return record.partition() + " " + record.timestamp() + " " + key + " "
                + hex.formatHex(record.value(), from, record.value().length);
    }

    private static String text(TrainingMetrics metrics) {
        List<JudgedBy> withoutOffsets = metrics.getJudgedBy().stream()
                .map(entry -> JudgedBy.newBuilder(entry).setOffset(0).build())
                .toList();
        return TrainingMetrics.newBuilder(metrics)
                .setJudgedBy(withoutOffsets)
                .build()
                .toString();
    }

    /** The last value of each counter in each partition, summed. */
    private static SortedMap<String, Long> counters(List<ConsumerRecord<byte[], byte[]>> changelog) {
        TreeMap<String, Long> last = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : changelog) {
            String name = new String(record.key(), UTF_8);
            if (TaskState.isNumber(name)) {
                last.put(record.partition() + "/" + name, TaskState.number(record.value()));
            }
        }
        TreeMap<String, Long> counters = new TreeMap<>();
        last.forEach((row, value) -> {
            String name = row.substring(row.indexOf('/') + 1);
            if (!name.startsWith("watermark.")) {
                counters.merge(name, value, Long::sum);
            }
        });
        return counters;
    }

    /** Each version as text, its weights as a digest. */
    List<String> versionTexts() {
        return versions.values().stream().map(Published::text).toList();
    }

    /**
     * All counters except those of cold answers and of answers without a model, which depend on how far the log was processed, or
     * which version served, at each answer.
     */
    SortedMap<String, Long> steadyCounters() {
        TreeMap<String, Long> steady = new TreeMap<>(counters);
        steady.remove("requests.cold");
        steady.remove("requests.without-model");
        return steady;
    }

    /** The counters of events that are not 0. */
    SortedMap<String, Long> eventCounters() {
        TreeMap<String, Long> events = new TreeMap<>(counters);
        events.entrySet().removeIf(counter -> !counter.getKey().startsWith("events.") || counter.getValue() == 0);
        return events;
    }

    long counter(String name) {
        return counters.getOrDefault(name, 0L);
    }

    /** Sum of the counters whose names start with the prefix. */
    long counters(String prefix) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
