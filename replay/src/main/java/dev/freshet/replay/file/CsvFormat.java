package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.ReplayConfig;
import java.nio.file.Path;
import java.util.List;

/** Lines of CSV under a header. */
record CsvFormat(LogHeader header) implements LineFormat {

    /**
     * The format that a header tells.
     *
     * @throws LogRefusedException when the line is no header with the columns of the settings
     */
    static CsvFormat of(Path file, String headerLine, ReplayConfig config) {
        try {
            List<String> names =
                    CsvLine.split(headerLine).stream().map(String::strip).toList();
            return new CsvFormat(LogHeader.of(file, names, config));
        } catch (IllegalArgumentException e) {
            throw new LogRefusedException(file + ": the first line is not a CSV header: " + e.getMessage(), e);
        }
    }

    @Override
    public Fields fields(String line) {
        List<String> values = CsvLine.split(line);
        if (values.size() != header.size()) {
            throw new IllegalArgumentException(values.size() + " fields where the header has " + header.size());
        }
        return Fields.of(values, header);
    }
}
