package dev.freshet.cli.command;

import dev.freshet.cli.report.Report;
import dev.freshet.model.file.JsonFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of a command that can write its results to a file. */
public final class ReportOption {

    @Option(names = "--report", paramLabel = "FILE.json", description = "Also write the results to this file.")
    private Path file;

    /**
     * The file, empty when none is named.
     *
     * @throws dev.freshet.cli.console.CommandFailure when it cannot be written
     */
    public Optional<Path> writableFile() {
        if (file != null) {
            Report.requireWritable(file);
        }
        return Optional.ofNullable(file);
    }

    /** Writes the results when a file is named. */
    public void write(Object results) {
        if (file != null) {
            JsonFiles.write(file, results);
        }
    }
}
