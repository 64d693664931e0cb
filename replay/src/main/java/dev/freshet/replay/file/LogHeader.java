package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.schemas.config.NearestName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Positions of the columns in a log; -1 for an optional column that the log does not have. */
record LogHeader(int size, int user, int product, int action, int source, int timestamp, int request) {

    /**
     * Finds the columns that the settings name.
     *
     * @throws LogRefusedException naming the missing column, its setting, and the columns found
     */
    static LogHeader of(Path file, List<String> names, ReplayConfig config) {
        Finder find = new Finder(file, names, config);
        return new LogHeader(
                names.size(),
                find.required(ReplayConfig.COLUMN_USER),
                find.required(ReplayConfig.COLUMN_PRODUCT),
                find.required(ReplayConfig.COLUMN_ACTION),
                find.optional(ReplayConfig.COLUMN_SOURCE),
                find.required(ReplayConfig.COLUMN_TIMESTAMP),
                find.optional(ReplayConfig.COLUMN_REQUEST));
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
            if (names.size() == 1 && names.get(0).matches(".*[;\t|].*")) {
                return file + ": the header " + names + " is not separated by commas; convert the file to CSV";
            }
            Set<String> all = new TreeSet<>(names);
            String nearest = all.isEmpty() ? "NAME" : NearestName.of(config.column(setting), all);
            return file + ": no column '" + config.column(setting) + "' in the header (first line) or fields, only "
                    + names + "; name the column, for instance with --set " + setting + "=" + nearest;
        }
    }
}
