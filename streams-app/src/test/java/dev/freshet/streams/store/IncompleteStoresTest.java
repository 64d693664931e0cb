package dev.freshet.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

final class IncompleteStoresTest {

    @TempDir
    Path application;

    private Path damaged;
    private Path intact;

    @BeforeEach
    void writeStores() throws IOException, RocksDBException {
        damaged = write("0_0", "groups");
        intact = write("0_0", "timers");
    }

    @Test
    void shouldDeleteAStoreThatHoldsOnlyAWriteAheadLog() throws IOException {
        keep(file -> file.endsWith(".log"));
        IncompleteStores.delete(application);
        assertDeleted();
    }

    @Test
    void shouldDeleteAStoreWithoutItsManifest() throws IOException {
        keep(file -> !file.startsWith("MANIFEST"));
        IncompleteStores.delete(application);
        assertDeleted();
    }

    @Test
    void shouldDeleteAStoreWithoutItsTables() throws IOException {
        keep(file -> !file.endsWith(".sst"));
        IncompleteStores.delete(application);
        assertDeleted();
    }

    @Test
    void shouldKeepEveryFileOfIntactStores() throws IOException {
        List<Path> before = files(application);
        IncompleteStores.delete(application);
        assertThat(files(application)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void shouldKeepAStoreWithOtherDamage() throws IOException {
        for (Path file : files(damaged)) {
            if (file.getFileName().toString().startsWith("MANIFEST")) {
                Files.writeString(file, "garbage");
            }
        }
        IncompleteStores.delete(application);
        assertThat(damaged).exists();
    }

    private interface FileNames {
        boolean include(String name);
    }

    private void keep(FileNames kept) throws IOException {
        boolean deleted = false;
        for (Path file : files(damaged)) {
            if (!kept.include(file.getFileName().toString())) {
                Files.delete(file);
                deleted = true;
            }
        }
        assertThat(deleted).isTrue();
        assertThat(files(damaged)).isNotEmpty();
    }

    private void assertDeleted() {
        assertThat(damaged).doesNotExist();
        assertThat(intact).isNotEmptyDirectory();
    }

    private Path write(String task, String name) throws IOException, RocksDBException {
        Path store = application.resolve(task).resolve("rocksdb").resolve(name);
        Files.createDirectories(store);
        RocksDB.loadLibrary();
        try (Options options = new Options().setCreateIfMissing(true);
                FlushOptions flush = new FlushOptions();
                RocksDB db = RocksDB.open(options, store.toString())) {
            db.put("key".getBytes(UTF_8), "value".getBytes(UTF_8));
            db.flush(flush);
            db.put("key".getBytes(UTF_8), "another value".getBytes(UTF_8));
        }
        return store;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
