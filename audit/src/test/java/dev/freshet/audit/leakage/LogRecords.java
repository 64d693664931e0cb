package dev.freshet.audit.leakage;

import dev.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of training-examples in memory. The bytes of a record are its number here. */
final class LogRecords {

    private final List<SpecificRecord> values = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** Adds a record. */
    LogRecords add(int partition, long offset, long time, SpecificRecord value) {
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES).putInt(0, values.size()).array();
        values.add(value);
        records.add(new ConsumerRecord<>(
                Topics.TRAINING_EXAMPLES.topic(),
                partition,
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                bytes.length,
                new byte[0],
                bytes,
                new RecordHeaders(),
                Optional.empty()));
        return this;
    }

    SpecificRecord decode(ConsumerRecord<byte[], byte[]> record) {
        return values.get(ByteBuffer.wrap(record.value()).getInt());
    }

    /** The records of partitions from 0. */
    MergedLog log(int partitions) {
        MergedLog log = new MergedLog();
        for (int p = 0; p < partitions; p++) {
            int partition = p;
            log.add(
                    partition,
                    records.stream()
                            .filter(record -> record.partition() == partition)
                            .iterator());
        }
        return log;
    }
}
