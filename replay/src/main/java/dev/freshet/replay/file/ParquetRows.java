package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows of a Parquet file, in the order of the file; times of a timestamp type become microseconds. */
final class ParquetRows implements RawRows {

    private final Path path;
    private final Connection database;
    private final Statement statement;
    private final ResultSet rows;
    private final boolean timestamps;
    private final long total;
    private long number;

    ParquetRows(Path path, ReplayConfig config) {
        this.path = path;
        Connection opened = null;
        try {
            opened = DuckDb.open("", config.tempDirectory().toString(), config.sortMemory());
            database = opened;
            statement = database.createStatement();
            String source = "read_parquet('" + path.toAbsolutePath().toString().replace("'", "''") + "')";
            List<String> names = new ArrayList<>();
            List<String> types = new ArrayList<>();
            try (ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
                while (described.next()) {
                    names.add(described.getString("column_name"));
                    types.add(described.getString("column_type"));
                }
            }
            Columns.require(path, names, config);
            Columns columns = Columns.of(config);
            String timeType = types.get(names.indexOf(columns.timestamp()));
            timestamps = timeType.startsWith("TIMESTAMP") || timeType.equals("DATE");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + source)) {
                count.next();
                total = count.getLong(1);
            }
            rows = statement.executeQuery("SELECT " + text(columns.user()) + ", " + text(columns.product()) + ", "
                    + text(columns.action()) + ", " + text(columns.source()) + ", "
                    + time(columns.timestamp(), timeType) + ", " + text(columns.request()) + " FROM " + source);
        } catch (SQLException e) {
            closeAfterFailure(opened, e);
            throw unreadable(e);
        } catch (RuntimeException e) {
            closeAfterFailure(opened, e);
            throw e;
        }
    }

    private static String text(String column) {
        return column.isEmpty() ? "NULL" : "CAST(" + quoted(column) + " AS VARCHAR)";
    }

    private static String time(String name, String type) {
        if (type.startsWith("TIMESTAMP WITH")) {
            return "CAST(epoch_us(" + quoted(name) + ") AS VARCHAR)";
        }
        if (type.startsWith("TIMESTAMP") || type.equals("DATE")) {
            return "CAST(epoch_us(CAST(" + quoted(name) + " AS TIMESTAMP)) AS VARCHAR)";
        }
        boolean fraction = type.equals("DOUBLE") || type.equals("FLOAT") || type.startsWith("DECIMAL");
        return "CAST(" + (fraction ? "CAST(" + quoted(name) + " AS BIGINT)" : quoted(name)) + " AS VARCHAR)";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Whether the times are of a timestamp type and thus in microseconds, whatever the settings say. */
    boolean hasTimestamps() {
        return timestamps;
    }

    @Override
    public RawRow next() {
        try {
            if (!rows.next()) {
                return null;
            }
            number++;
            Fields fields = new Fields(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getString(6));
            return RawRow.read(number, fields, null);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public double fraction() {
        return number / (double) Math.max(1, total);
    }

    @Override
    public String fingerprint() {
        try {
            return Fingerprints.of(path);
        } catch (IOException e) {
            throw LogRefusedException.unreadable(path.toString(), e);
        }
    }

    private LogRefusedException unreadable(SQLException e) {
        String place = path + (number == 0 ? "" : ", after row " + number);
        return new LogRefusedException(
                place + ": the Parquet file is damaged or truncated; copy it again (" + e.getMessage() + ")", e);
    }

    private static void closeAfterFailure(Connection opened, Exception failure) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try (database;
                statement) {
            rows.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
