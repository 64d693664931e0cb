package dev.freshet.launcher.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.model.Block;
import dev.freshet.model.Digest;
import dev.freshet.schemas.AvroSerde;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Topics;
import dev.freshet.testkit.TestKafka;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What readers of committed records find when everything is done.
 *
 * @param examples records of training-examples, partition by partition in order: partition, time, key and value as text
 * @param scores answers, likewise
 * @param versions blocks of every published version by its number
 * @param counters the streams app's counters, summed over its tasks
 */
record Outcome(
        List<String> examples,
        List<Scores> scores,
        SortedMap<Long, List<Block>> versions,
        SortedMap<String, Long> counters) {

    /** A zero byte and the schema id, which registries give as they like. */
    private static final int WIRE_HEADER = 5;

    static Outcome read(String brokers, AvroSerde serde, SortedMap<Long, List<Block>> versions) throws Exception {
        try (TestKafka kafka = TestKafka.at(brokers)) {
            List<String> examples = kafka.records(Topics.TRAINING_EXAMPLES.topic()).stream()
                    .map(Outcome::text)
                    .toList();
            List<Scores> scores = kafka.records(Topics.SCORES.topic()).stream()
                    .map(record -> (Scores) serde.deserializer().deserialize(record.topic(), record.value()))
                    .toList();
            return new Outcome(examples, scores, versions, counters(kafka.records("freshet-task-changelog")));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        HexFormat hex = HexFormat.of();
        String key = record.key() == null ? "-" : hex.formatHex(record.key());
        return record.partition() + " " + record.timestamp() + " " + key + " "
                + hex.formatHex(record.value(), WIRE_HEADER, record.value().length);
    }

    /** The last value of each counter in each partition, summed. */
    private static SortedMap<String, Long> counters(List<ConsumerRecord<byte[], byte[]>> changelog) {
        TreeMap<String, Long> last = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : changelog) {
            long value = ByteBuffer.wrap(record.value()).getLong();
            last.put(record.partition() + "/" + new String(record.key(), UTF_8), value);
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

    /** Each version as its number and the digest of its blocks. */
    List<String> versionDigests() {
        return versions.entrySet().stream()
                .map(version -> version.getKey() + " " + Digest.of(version.getValue()))
                .toList();
    }

    long counter(String name) {
        return counters.getOrDefault(name, 0L);
    }

    /** Sum of the counters whose names begin so. */
    long counters(String prefix) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
