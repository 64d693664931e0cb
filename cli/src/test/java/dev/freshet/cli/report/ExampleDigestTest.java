package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ExampleDigestTest {

    private static final byte[] KEY = {1, 2};
    private static final byte[] VALUE = {0, 0, 0, 0, 7, 10, 11, 12};

    private final String digest = digest(example(0, 3, 100, KEY, VALUE));

    @Test
    void shouldIgnoreSchemaIdsAndOffsets() {
        byte[] otherId = {0, 0, 0, 9, 9, 10, 11, 12};
        assertThat(digest(example(0, 55, 100, KEY, otherId))).isEqualTo(digest);
    }

    @Test
    void shouldDependOnPartitionTimeKeyAndValue() {
        assertThat(digest)
                .isNotEqualTo(digest(example(1, 3, 100, KEY, VALUE)))
                .isNotEqualTo(digest(example(0, 3, 101, KEY, VALUE)))
                .isNotEqualTo(digest(example(0, 3, 100, null, VALUE)))
                .isNotEqualTo(digest(example(0, 3, 100, KEY, new byte[] {0, 0, 0, 0, 7, 10, 11, 13})))
                .isNotEqualTo(digest());
    }

    @Test
    void shouldDependOnOrder() {
        ConsumerRecord<byte[], byte[]> other = example(0, 4, 100, null, VALUE);
        ConsumerRecord<byte[], byte[]> one = example(0, 3, 100, KEY, VALUE);
        assertThat(digest(one, other)).isNotEqualTo(digest(other, one));
    }

    @SafeVarargs
    private static String digest(ConsumerRecord<byte[], byte[]>... examples) {
        ExampleDigest digest = new ExampleDigest();
        for (ConsumerRecord<byte[], byte[]> example : examples) {
            digest.add(example);
        }
        return digest.hex();
    }

    private static ConsumerRecord<byte[], byte[]> example(
            int partition, long offset, long time, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                "training-examples",
                partition,
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
