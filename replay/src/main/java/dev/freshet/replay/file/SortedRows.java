package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The rows of an unsorted log in order of (time, place in the log); DuckDB sorts them on disk. */
public final class SortedRows implements Rows {

    private static final String TABLE = "CREATE TABLE log (time BIGINT, place BIGINT, line BIGINT, reason VARCHAR,"
            + " user_id VARCHAR, product_id VARCHAR, action VARCHAR, source VARCHAR, request VARCHAR, stamp BIGINT,"
            + " file VARCHAR, detail VARCHAR, text VARCHAR)";
    private static final String SORTED = "SELECT * FROM log ORDER BY time, place";
    private static final int EVENT_COLUMNS = 6;
    private static final int OTHER_COLUMNS = 3;

    private final Path directory;
    private final Connection database;
    private final Statement statement;
    private final ResultSet rows;

    private SortedRows(Path directory, Connection database, Rows source) throws SQLException {
        this.directory = directory;
        this.database = database;
        statement = database.createStatement();
        statement.execute(TABLE);
        fill(source);
        rows = statement.executeQuery(SORTED);
    }

    /**
     * Reads all rows and closes their source.
     *
     * @throws LogRefusedException when the disk has no space
     */
    public static SortedRows of(Rows source, ReplayConfig config) {
        Path directory = null;
        Connection database = null;
        try (source) {
            directory = Files.createTempDirectory(config.tempDirectory(), "freshet-sort-");
            database =
                    DuckDb.open(directory.resolve("log.duckdb").toString(), directory.toString(), config.sortMemory());
            return new SortedRows(directory, database, source);
        } catch (SQLException | IOException e) {
            discard(database, directory);
            throw new LogRefusedException(
                    "the log is not in order of time and cannot be sorted in " + config.tempDirectory() + ": "
                            + e.getMessage() + "; a file in order of time needs no sorting",
                    e,
                    "replay.temp.dir=DIR",
                    "replay.sort.memory=SIZE");
        } catch (RuntimeException e) {
            discard(database, directory);
            throw e;
        }
    }

    private void fill(Rows source) throws SQLException {
        try (DuckDBAppender table =
                database.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, "log")) {
            long place = 0;
            for (LogRow row = source.next(); row != null; row = source.next()) {
                table.beginRow().append(row.time()).append(place++).append(row.line());
                append(table, row);
                table.endRow();
            }
        }
    }

    private static void append(DuckDBAppender table, LogRow row) throws SQLException {
        if (row instanceof LogRow.Event is) {
            UserEvent event = is.event();
            table.appendNull().append(event.getUserId()).append(event.getProductId());
            table.append(event.getActionType().name());
            table.append(event.getSourceType()).append(event.getRequestId());
            table.append(event.getTimestamp());
            appendNulls(table, OTHER_COLUMNS);
        } else if (row instanceof LogRow.Malformed bad) {
            table.append(bad.reason().name());
            appendNulls(table, EVENT_COLUMNS);
            table.append(bad.file()).append(bad.detail()).append(bad.text());
        }
    }

    private static void appendNulls(DuckDBAppender table, int columns) throws SQLException {
        for (int i = 0; i < columns; i++) {
            table.appendNull();
        }
    }

    @Override
    public LogRow next() {
        try {
            if (!rows.next()) {
                return null;
            }
            long time = rows.getLong(1);
            long line = rows.getLong(3);
            String reason = rows.getString(4);
            return reason == null
                    ? new LogRow.Event(line, time, event())
                    : new LogRow.Malformed(
                            rows.getString(11),
                            line,
                            time,
                            RejectReason.valueOf(reason),
                            rows.getString(12),
                            rows.getString(13));
        } catch (SQLException e) {
            throw new LogRefusedException("the sorted log cannot be read from " + directory + ": " + e, e);
        }
    }

    private UserEvent event() throws SQLException {
        return UserEvent.newBuilder()
                .setUserId(rows.getString(5))
                .setProductId(rows.getString(6))
                .setActionType(ActionType.valueOf(rows.getString(7)))
                .setSourceType(rows.getString(8))
                .setRequestId(rows.getString(9))
                .setTimestamp(rows.getLong(10))
                .build();
    }

    @Override
    public void close() {
        discard(database, directory);
    }

    private static void discard(Connection database, Path directory) {
        try {
            if (database != null) {
                database.close();
            }
            if (directory != null) {
                try (Stream<Path> files = Files.walk(directory)) {
                    List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
                    for (Path file : all) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the sorted log cannot be closed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
