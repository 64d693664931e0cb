package dev.freshet.streams.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.util.StdErrLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Store directories from which files are missing. After a kill, Kafka Streams deletes a task's stores at the next start
 * and restores them from the changelogs. A kill during that deletion leaves directories that RocksDB does not open, so
 * the start after it fails. Deleting them loses nothing.
 */
public final class IncompleteStores {

    private static final Logger LOG = LoggerFactory.getLogger(IncompleteStores.class);
    private static final String MISSING_FILE = "No such file or directory";

    private IncompleteStores() {}

    /**
     * Deletes the incomplete store directories of an application. No other process may use them.
     *
     * @param application the application's directory below {@code state.dir}
     */
    public static void delete(Path application) throws IOException {
        if (!Files.isDirectory(application)) {
            return;
        }
        RocksDB.loadLibrary();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(application, Files::isDirectory)) {
            for (Path task : tasks) {
                Path stores = task.resolve("rocksdb");
                if (Files.isDirectory(stores)) {
                    deleteIncomplete(stores);
                }
            }
        }
    }

    private static void deleteIncomplete(Path stores) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(stores, Files::isDirectory)) {
            for (Path store : directories) {
                if (isIncomplete(store)) {
                    LOG.warn(
                            "the store {} is incomplete, as after a kill during its deletion; it is deleted and"
                                    + " restored from its changelog",
                            store);
                    deleteTree(store);
                }
            }
        }
    }

    private static boolean isIncomplete(Path store) throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.list(store)) {
            files = all.map(file -> file.getFileName().toString()).toList();
        }
        if (!files.contains("CURRENT") || files.stream().noneMatch(name -> name.startsWith("MANIFEST-"))) {
            return !files.isEmpty();
        }
        try {
            checkTables(store);
            return false;
        } catch (RocksDBException e) {
            // the operator must repair other faults, such as a damaged disk or missing permissions
            return String.valueOf(e.getMessage()).contains(MISSING_FILE);
        }
    }

    /** Opens the store, which looks for every file that the manifest names. */
    private static void checkTables(Path store) throws RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (Options options = new Options();
                StdErrLogger noLogFile = new StdErrLogger(InfoLogLevel.FATAL_LEVEL);
                DBOptions dbOptions = new DBOptions().setLogger(noLogFile)) {
            for (byte[] family : RocksDB.listColumnFamilies(options, store.toString())) {
                families.add(new ColumnFamilyDescriptor(family));
            }
            if (families.isEmpty()) {
                return; // the manifest cannot be read
            }
            try (RocksDB db = RocksDB.openReadOnly(dbOptions, store.toString(), families, handles)) {
                handles.forEach(ColumnFamilyHandle::close);
            }
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
