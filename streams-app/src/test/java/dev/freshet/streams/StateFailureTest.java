package dev.freshet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

final class StateFailureTest {

    @Test
    void shouldSayOfAFullDiskWhichDirectoryAndWhatHelps() {
        Throwable full = new ProcessorStateException(
                "Error while putting key/value into store groups",
                new RocksDBException("While appending to file: /state/0_0/1.sst: No space left on device"));
        assertThat(StateFailure.explain(full, "/state"))
                .hasMessageContainingAll(
                        "the disk of the state directory /state is full", "1.sst", "make room there", "state.dir")
                .hasCause(full);
        Throwable file = new StreamsException(new IOException("No space left on device"));
        assertThat(StateFailure.explain(file, "/state")).hasMessageContaining("is full");
    }

    @Test
    void shouldSayOfDamagedStateThatItMayBeDeleted() {
        Throwable damaged = new ProcessorStateException("x", new RocksDBException("Corruption: block checksum"));
        assertThat(StateFailure.explain(damaged, "/state"))
                .hasMessageContainingAll("/state cannot be written or read: Corruption", "delete the directory");
    }

    @Test
    void shouldLeaveOtherFailuresAsTheyAre() {
        Throwable other = new StreamsException("the broker's", new IOException("connection reset"));
        assertThat(StateFailure.explain(other, "/state")).isSameAs(other);
    }
}
