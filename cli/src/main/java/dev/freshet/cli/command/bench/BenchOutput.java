package dev.freshet.cli.command.bench;

import dev.freshet.bench.BenchListener;
import dev.freshet.cli.console.BenchConsole;
import dev.freshet.cli.report.Report;
import dev.freshet.model.file.JsonFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a measurement's results: readable lines to standard error, JSON to standard output and to a file. */
final class BenchOutput {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results to this file.")
    private Path json;

    /**
     * Measures and writes the results.
     *
     * @param lines formats the results as readable lines
     */
    <R> R write(Function<BenchListener, R> bench, Function<R, List<String>> lines) {
        if (json != null) {
            Report.requireWritable(json);
        }
        try (BenchConsole console = new BenchConsole(spec)) {
            R result = bench.apply(console);
            lines.apply(result).forEach(console::say);
            if (json != null) {
                JsonFiles.write(json, result);
            }
            spec.commandLine().getOut().println(JsonFiles.line(result));
            spec.commandLine().getOut().flush();
            return result;
        }
    }
}
