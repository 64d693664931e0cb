package dev.freshet.cli.report;

import dev.freshet.cli.command.topic.CommittedRecords;
import dev.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * SHA-256 over records in order: of each its partition, its time, its key and its value, without the header that names
 * the schema. Two runs with the same digest of training-examples made the same examples.
 */
public final class ExampleDigest {

    /** A zero byte and the schema id. */
    private static final int WIRE_HEADER = 5;

    private final MessageDigest sha256;

    public ExampleDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of what is committed to training-examples now, hexadecimal. */
    public static String ofTopic(Map<String, ?> kafka) {
        return ofTopic(kafka, Topics.TRAINING_EXAMPLES.topic());
    }

    /** The digest of what is committed to a topic now, hexadecimal. */
    public static String ofTopic(Map<String, ?> kafka, String topic) {
        ExampleDigest digest = new ExampleDigest();
        CommittedRecords.forEach(kafka, topic, digest::add);
        return digest.hex();
    }

    public void add(ConsumerRecord<byte[], byte[]> next) {
        addLong(next.partition());
        addLong(next.timestamp());
        addBytes(next.key(), 0);
        addBytes(next.value(), WIRE_HEADER);
    }

    /** Ends the digest. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Length first, so that no two sequences of fields run together alike; -1 for null. */
    private void addBytes(byte[] bytes, int from) {
        addLong(bytes == null ? -1 : bytes.length - from);
        if (bytes != null) {
            sha256.update(bytes, from, bytes.length - from);
        }
    }

    private void addLong(long value) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
    }
}
