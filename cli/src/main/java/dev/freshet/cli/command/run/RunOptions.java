package dev.freshet.cli.command.run;

import dev.freshet.cli.command.ReportOption;
import dev.freshet.cli.report.LineChart;
import dev.freshet.cli.report.ResultFiles;
import dev.freshet.cli.settings.Setting;
import dev.freshet.cli.settings.SettingOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a run in one process. */
final class RunOptions extends SettingOptions {

    @Mixin
    private ReportOption report;

    @Option(
            names = "--curve",
            paramLabel = "FILE.png|FILE.svg",
            description = "Draw NDCG@10 by event time in this file; default: an SVG and a PNG beside the report or,"
                    + " without one, in the data directory.")
    private Path curve;

    @Setting("model.init")
    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "Start from this model file, which pretrain, finetune or model import has written.")
    Path init;

    /**
     * The files of the results.
     *
     * @throws dev.freshet.cli.console.CommandFailure when a file that is named cannot be written
     */
    ResultFiles results(Path dataDirectory) {
        if (curve != null) {
            LineChart.requireWritable(curve);
        }
        return ResultFiles.of(report.writableFile(), Optional.ofNullable(curve), dataDirectory);
    }
}
