package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.schemas.registry.RegistryUnavailableException;
import dev.freshet.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

final class FailureTranslatorTest {

    @Test
    void shouldNameTheDirectoryAndTheRemedyForAFullDisk() {
        Throwable full = new ProcessorStateException(
                "Error while putting key/value into store groups",
                new RocksDBException("While appending to file: /state/0_0/1.sst: No space left on device"));
        assertThat(FailureTranslator.of(full, "/state"))
                .hasMessageContainingAll(
                        "the disk of the state directory /state is full", "1.sst", "make room there", "state.dir")
                .hasCause(full);
        Throwable file = new StreamsException(new IOException("No space left on device"));
        assertThat(FailureTranslator.of(file, "/state")).hasMessageContaining("is full");
    }

    @Test
    void shouldReportThatDamagedStateMayBeDeleted() {
        Throwable damaged = new ProcessorStateException("x", new RocksDBException("Corruption: block checksum"));
        assertThat(FailureTranslator.of(damaged, "/state"))
                .hasMessageContainingAll("/state cannot be written or read: Corruption", "delete the directory");
    }

    @Test
    void shouldNameTheRemedyForUnreachableBrokers() {
        Throwable away = new StreamsException(new TimeoutException(
                "Task 0_0 did not make progress within 300030 ms. Adjust `task.timeout.ms` if needed."));
        assertThat(FailureTranslator.of(away, "/state"))
                .hasMessageContainingAll(
                        "the brokers do not answer: Task 0_0", "bring them back", "kafka.task.timeout.ms");
    }

    @Test
    void shouldFindTheFailureOfTheRegistry() {
        SchemaRegistry nobody = SchemaRegistry.connect("http://127.0.0.1:1", Map.of("max.retries", "0"));
        Throwable away = catchThrowable(() -> nobody.schema(1));
        assertThat(away).isInstanceOf(RegistryUnavailableException.class);
        assertThat(FailureTranslator.of(new StreamsException("Exception caught in process", away), "/state"))
                .isSameAs(away);
    }

    @Test
    void shouldNotChangeOtherFailures() {
        Throwable other = new StreamsException("the broker's", new IOException("connection reset"));
        assertThat(FailureTranslator.of(other, "/state")).isSameAs(other);
    }
}
