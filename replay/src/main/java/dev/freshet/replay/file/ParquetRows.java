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

/** Rows of a Parquet file, in the order of the file. Times of a timestamp type are read as microseconds. */
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
            opened = DuckDb.open("", config.tempDirectory(), config.sortMemory());
            database = opened;
            statement = database.createStatement();
            String source = "read_parquet('" + path.toAbsolutePath().toString().replace("'", "''") + "')";
            List<String> names = new ArrayList<>();
            List<String> types = new ArrayList<>();
            try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
                while (columns.next()) {
                    names.add(columns.getString("column_name"));
                    types.add(columns.getString("column_type"));
                }
            }
            LogHeader header = LogHeader.of(path, names, config);
            String timeType = types.get(header.timestamp());
            timestamps = timeType.startsWith("TIMESTAMP") || timeType.equals("DATE");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + source)) {
                count.next();
                total = count.getLong(1);
            }
            rows = statement.executeQuery("SELECT " + text(names, header.user()) + text(names, header.product())
                    + text(names, header.action()) + text(names, header.source())
                    + time(names.get(header.timestamp()), timeType) + ", " + text(names, header.request()) + "0 FROM "
                    + source);
        } catch (SQLException e) {
            closeAfterFailure(opened, e);
            throw unreadable(e);
        } catch (RuntimeException e) {
            closeAfterFailure(opened, e);
            throw e;
        }
    }

    private static String text(List<String> names, int column) {
        return column < 0 ? "NULL, " : "CAST(" + quoted(names.get(column)) + " AS VARCHAR), ";
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

    /** Whether the times are of a timestamp type, and so in microseconds whatever the settings say. */
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
            throw new LogRefusedException(path + ": cannot be read: " + e, e);
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
