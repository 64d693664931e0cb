package dev.freshet.replay;

import dev.freshet.replay.file.LogRow;
import dev.freshet.replay.file.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes log files for tests, and reads their rows. */
public final class LogFixtures {

    public static final String HEADER = "user_id,product_id,action_type,source_type,timestamp,request_id";
    public static final long T0 = 1_470_009_600_000L; // 2016-08-01T00:00:00Z
    public static final ReplayConfig DEFAULTS = new ReplayConfig(Map.of("replay.score.requests", "true"));

    private LogFixtures() {}

    public static String view(String user, String product, long time, String request) {
        return user + "," + product + ",VIEW,Category," + time + "," + request;
    }

    public static Path csv(Path dir, String... rows) {
        return write(dir.resolve("log.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    public static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path gzip(Path file, String text) {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LogScan scan(Path file, ReplayConfig config) {
        return LogScan.of(log(config, file), fraction -> {});
    }

    public static ShopLog log(ReplayConfig config, Path... files) {
        return ShopLog.open(List.of(files), config, InputStream.nullInputStream());
    }

    /** Rows in the order of the replay. */
    static List<LogRow> rows(Path file, ReplayConfig config) {
        return rows(log(config, file));
    }

    static List<LogRow> rows(ShopLog log) {
        try (Rows rows = log.rows(LogScan.of(log, fraction -> {}))) {
            return all(rows);
        }
    }

    public static List<LogRow> all(Rows rows) {
        List<LogRow> all = new ArrayList<>();
        for (LogRow row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }
}
