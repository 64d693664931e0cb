package dev.freshet.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TopicReaderTest {

    private static final TopicPartition FIRST = new TopicPartition("events", 0);
    private static final TopicPartition SECOND = new TopicPartition("events", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Map<TopicPartition, Long> written = new HashMap<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final List<String> progress = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private final TopicReader reader = new TopicReader(
            consumer,
            List.of(FIRST, SECOND),
            partitions -> written,
            (partition, offset, end) -> progress.add(partition + " " + offset + " of " + end),
            nanoTime::get);

    @Test
    void shouldReadAllPartitionsToTheLastStableOffset() {
        fill(FIRST, 2);
        fill(SECOND, 1);

        reader.readTo(LogEnd.COMMITTED, this::receive);

        assertThat(received).containsExactlyInAnyOrder("0-0", "0-1", "1-0");
    }

    @Test
    void shouldReadNothingOfEmptyPartitions() {
        fill(FIRST, 0);
        fill(SECOND, 0);

        reader.readTo(LogEnd.COMMITTED, this::receive);

        assertThat(received).isEmpty();
    }

    @Test
    void shouldWaitForOpenTransactionsBelowTheWrittenEnd() {
        fill(FIRST, 1);
        fill(SECOND, 0);
        written.putAll(Map.of(FIRST, 2L, SECOND, 0L));
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> consumer.addRecord(record(FIRST, 1)));

        reader.readTo(LogEnd.WRITTEN, this::receive);

        assertThat(received).containsExactly("0-0", "0-1");
    }

    @Test
    void shouldStopAtTheEndAndReadTheRestLater() {
        fill(FIRST, 2);
        fill(SECOND, 0);
        written.putAll(Map.of(FIRST, 1L, SECOND, 0L));

        reader.readTo(LogEnd.WRITTEN, this::receive);
        assertThat(received).containsExactly("0-0");
        assertThat(consumer.position(FIRST)).isEqualTo(1);

        consumer.addRecord(record(FIRST, 1)); // the mock hands every record out once
        reader.poll(Duration.ZERO, this::receive);
        assertThat(received).containsExactly("0-0", "0-1");
    }

    @Test
    void shouldReadOnePartitionAfterTheOther() {
        fill(FIRST, 3);
        fill(SECOND, 3);

        reader.readEachTo(LogEnd.COMMITTED, this::receive);

        assertThat(received).containsExactly("0-0", "0-1", "0-2", "1-0", "1-1", "1-2");
    }

    @Test
    void shouldIterateOverOnePartition() {
        fill(FIRST, 2);
        fill(SECOND, 1);

        reader.iterator(FIRST, 2).forEachRemaining(this::receive);

        assertThat(received).containsExactly("0-0", "0-1");
    }

    @Test
    void shouldRedeliverARecordWhoseReceiverFailed() {
        fill(FIRST, 3);
        fill(SECOND, 0);

        assertThatThrownBy(() -> reader.readTo(LogEnd.COMMITTED, record -> {
                    failAt(1, record);
                    receive(record);
                }))
                .hasMessage("failed at 1");
        refill(1, 2);
        reader.readTo(LogEnd.COMMITTED, this::receive);

        assertThat(received).containsExactly("0-0", "0-1", "0-2");
    }

    @Test
    void shouldRedeliverAPolledRecordWhoseReceiverFailed() {
        fill(FIRST, 3);
        fill(SECOND, 0);

        assertThatThrownBy(() -> reader.poll(Duration.ZERO, record -> {
                    failAt(1, record);
                    receive(record);
                }))
                .hasMessage("failed at 1");
        refill(1, 2);
        reader.poll(Duration.ZERO, this::receive);

        assertThat(received).containsExactly("0-0", "0-1", "0-2");
    }

    @Test
    @Timeout(900)
    void shouldFailWhenNoRecordArrives() {
        fill(FIRST, 1);
        fill(SECOND, 0);
        written.putAll(Map.of(FIRST, 5L, SECOND, 0L));
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(
                () -> nanoTime.addAndGet(RecordsToEnd.PATIENCE.plusSeconds(1).toNanos()));

        assertThatThrownBy(() -> reader.readTo(LogEnd.WRITTEN, this::receive))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("topic events, partition 0")
                .hasMessageContaining("after offset 1, the end is 5")
                .hasMessageContaining("check that the brokers are reachable");
        assertThat(received).containsExactly("0-0");
    }

    @Test
    void shouldNotCountTheTimeThatAReceiverTakes() {
        fill(FIRST, 1);
        fill(SECOND, 0);
        written.putAll(Map.of(FIRST, 2L, SECOND, 0L));
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> consumer.addRecord(record(FIRST, 1)));

        reader.readTo(LogEnd.WRITTEN, record -> {
            nanoTime.addAndGet(Duration.ofMinutes(5).toNanos());
            receive(record);
        });

        assertThat(received).containsExactly("0-0", "0-1");
    }

    @Test
    void shouldReportItsProgress() {
        fill(FIRST, 2);
        fill(SECOND, 0);

        reader.readTo(LogEnd.COMMITTED, this::receive);

        assertThat(progress).containsExactly("events-0 0 of 2");
    }

    @Test
    void shouldFailWhenRecordsVanishBeforeTheyAreRead() {
        fill(FIRST, 2);
        fill(SECOND, 0);
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(FIRST, 0L)));

        assertThatThrownBy(() -> reader.readTo(LogEnd.COMMITTED, this::receive))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("records vanished while they were read, at {events-0=0}")
                .hasMessageContaining("retention");
    }

    @Test
    void shouldPollFromTheBeginningWhenRecordsVanish() {
        fill(FIRST, 2);
        fill(SECOND, 0);
        consumer.seek(FIRST, 1);
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(FIRST, 1L)));

        reader.poll(Duration.ZERO, this::receive);
        reader.poll(Duration.ZERO, this::receive);

        assertThat(received).containsExactly("0-0", "0-1");
    }

    private void receive(ConsumerRecord<byte[], byte[]> record) {
        received.add(record.partition() + "-" + record.offset());
    }

    private static void failAt(long offset, ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() == offset) {
            throw new IllegalStateException("failed at " + offset);
        }
    }

    private void fill(TopicPartition partition, int records) {
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) records));
        for (int offset = 0; offset < records; offset++) {
            consumer.addRecord(record(partition, offset));
        }
    }

    /** The mock hands every record out once: records that a broker would send again are put back. */
    private void refill(int... offsets) {
        assertThat(consumer.position(FIRST)).isEqualTo(offsets[0]);
        for (int offset : offsets) {
            consumer.addRecord(record(FIRST, offset));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    }
}
