package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.config.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Names of a log's columns from the settings; empty for an optional column that the log does not have. */
record Columns(String user, String product, String action, String source, String timestamp, String request) {

    private static final List<String> REQUIRED = List.of(
            ReplayConfig.COLUMN_USER,
            ReplayConfig.COLUMN_PRODUCT,
            ReplayConfig.COLUMN_ACTION,
            ReplayConfig.COLUMN_TIMESTAMP);
    private static final List<String> OPTIONAL = List.of(ReplayConfig.COLUMN_SOURCE, ReplayConfig.COLUMN_REQUEST);

    static Columns of(ReplayConfig config) {
        return new Columns(
                config.column(ReplayConfig.COLUMN_USER),
                config.column(ReplayConfig.COLUMN_PRODUCT),
                config.column(ReplayConfig.COLUMN_ACTION),
                config.column(ReplayConfig.COLUMN_SOURCE),
                config.column(ReplayConfig.COLUMN_TIMESTAMP),
                config.column(ReplayConfig.COLUMN_REQUEST));
    }

    /**
     * Checks that a file has the columns.
     *
     * @throws LogRefusedException naming the missing column, its setting, and the columns found
     */
    static void require(Path file, Collection<String> names, ReplayConfig config) {
        for (String setting : REQUIRED) {
            if (!names.contains(config.column(setting))) {
                throw missing(file, names, setting, config.column(setting));
            }
        }
        for (String setting : OPTIONAL) {
            if (!config.column(setting).isEmpty() && !names.contains(config.column(setting))) {
                throw missing(file, names, setting, config.column(setting));
            }
        }
    }

    private static LogRefusedException missing(Path file, Collection<String> names, String setting, String column) {
        String first = names.isEmpty() ? "" : names.iterator().next();
        if (names.size() == 1 && first.matches(".*[;\t|].*")) {
            return new LogRefusedException(
                    file + ": the header " + names + " is not separated by commas; convert the file to CSV");
        }
        String nearest = names.isEmpty() ? "NAME" : NearestName.of(column, new TreeSet<>(names));
        List<String> remedies = new ArrayList<>(List.of(setting + "=" + nearest));
        String message = file + ": no column '" + column + "' in the header (first line) or fields, only " + names;
        if (OPTIONAL.contains(setting)) {
            remedies.add(setting + "=");
            message += "; a log may do without it, and the name in the settings is then empty";
        }
        return new LogRefusedException(message, remedies);
    }
}
