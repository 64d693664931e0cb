package dev.freshet.replay.file;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens DuckDB in this process, bounded in memory and threads, and without a network. */
final class DuckDb {

    private static final String THREADS = "2";

    private DuckDb() {}

    /**
     * Opens a database.
     *
     * @param file of the database; empty for one in memory
     * @param spill directory for what does not fit in memory
     * @param memory limit of native memory outside Java's heap, such as 256MB
     */
    static Connection open(String file, String spill, String memory) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("temp_directory", spill);
        settings.setProperty("threads", THREADS);
        settings.setProperty("autoinstall_known_extensions", "false");
        // Streams rows as they are read; otherwise the whole result is collected in memory first.
        settings.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file, settings);
    }
}
