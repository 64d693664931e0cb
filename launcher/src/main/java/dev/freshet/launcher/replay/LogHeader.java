package dev.freshet.launcher.replay;

import java.nio.file.Path;
import java.util.List;

/** Positions of the columns in a log, from its header; -1 for an optional column that the log does not have. */
record LogHeader(int size, int user, int product, int action, int source, int timestamp, int request) {

    /**
     * Finds the columns that the settings name.
     *
     * @throws LogRefusedException naming the missing column, its setting, and the columns found
     */
    static LogHeader of(Path file, String line, ReplayConfig config) {
        Finder find = new Finder(file, names(file, line), config);
        return new LogHeader(
                find.names.size(),
                find.required(ReplayConfig.COLUMN_USER),
                find.required(ReplayConfig.COLUMN_PRODUCT),
                find.required(ReplayConfig.COLUMN_ACTION),
                find.optional(ReplayConfig.COLUMN_SOURCE),
                find.required(ReplayConfig.COLUMN_TIMESTAMP),
                find.optional(ReplayConfig.COLUMN_REQUEST));
    }

    private static List<String> names(Path file, String line) {
        try {
            return CsvLine.split(line).stream().map(String::strip).toList();
        } catch (IllegalArgumentException e) {
            throw new LogRefusedException(file + ": the first line is not a CSV header: " + e.getMessage(), e);
        }
    }

    private record Finder(Path file, List<String> names, ReplayConfig config) {

        int required(String setting) {
            int at = names.indexOf(config.column(setting));
            if (at < 0) {
                throw new LogRefusedException(missing(setting));
            }
            return at;
        }

        int optional(String setting) {
            String name = config.column(setting);
            int at = names.indexOf(name);
            if (at < 0 && !name.isEmpty()) {
                throw new LogRefusedException(
                        missing(setting) + ", or say that the log has none with --set " + setting + "=");
            }
            return at;
        }

        private String missing(String setting) {
            return file + ": the header (first line) has no column '" + config.column(setting) + "', only " + names
                    + "; name the column with --set " + setting + "=NAME";
        }
    }
}
