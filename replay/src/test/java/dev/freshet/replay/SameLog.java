package dev.freshet.replay;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Converts a CSV log into the other formats with DuckDB. */
final class SameLog {

    private static final String TYPES = "{'user_id': 'VARCHAR', 'product_id': 'VARCHAR', 'action_type': 'VARCHAR',"
            + " 'source_type': 'VARCHAR', 'timestamp': 'BIGINT', 'request_id': 'VARCHAR'}";

    private SameLog() {}

    static Path json(Path csv) {
        return copy(csv, "*", "log.jsonl", "FORMAT JSON");
    }

    static Path gzippedJson(Path csv) {
        return copy(csv, "*", "log.jsonl.gz", "FORMAT JSON, COMPRESSION GZIP");
    }

    static Path parquet(Path csv) {
        return copy(csv, "*", "log.parquet", "FORMAT PARQUET");
    }

    /** A Parquet file with times in a TIMESTAMP column. */
    static Path parquetWithTimestamps(Path csv) {
        return copy(
                csv, "* REPLACE (make_timestamp(timestamp * 1000) AS timestamp)", "log-ts.parquet", "FORMAT PARQUET");
    }

    private static Path copy(Path csv, String columns, String name, String format) {
        Path target = csv.resolveSibling(name);
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT " + columns + " FROM read_csv('" + csv + "', header = true, columns = "
                    + TYPES + ")) TO '" + target + "' (" + format + ")");
            return target;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
