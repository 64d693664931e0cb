package dev.freshet.cli.report;

import dev.freshet.core.hash.Sha256;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.serde.WireFormat;
import dev.freshet.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * SHA-256 over records in order. Covers each record's partition, time, key and value, without the header that names the
 * schema. Two runs with the same digest of training-examples produced the same examples.
 */
public final class ExampleDigest {

    private final Sha256 sha256 = new Sha256();

    /** The digest of training-examples, hexadecimal; waits for open transactions. */
    public static String ofTopic(Map<String, ?> kafka) {
        return ofTopic(kafka, Topics.TRAINING_EXAMPLES.topic());
    }

    /** The digest of a topic, hexadecimal; waits for open transactions. */
    public static String ofTopic(Map<String, ?> kafka, String topic) {
        ExampleDigest digest = new ExampleDigest();
        try (TopicReader records = TopicReader.open(kafka, topic)) {
            records.readEachTo(LogEnd.WRITTEN, digest::add);
        }
        return digest.hex();
    }

    public void add(ConsumerRecord<byte[], byte[]> next) {
        sha256.add(next.partition()).add(next.timestamp());
        addBytes(next.key(), 0);
        addBytes(next.value(), WireFormat.HEADER_BYTES);
    }

    /** Completes the digest and returns it, hexadecimal. */
    public String hex() {
        return sha256.hex();
    }

    /** Adds the length first, so that different sequences of fields never produce the same bytes; -1 for null. */
    private void addBytes(byte[] bytes, int from) {
        sha256.add(bytes == null ? -1L : bytes.length - from);
        if (bytes != null) {
            sha256.addFrom(bytes, from);
        }
    }
}
