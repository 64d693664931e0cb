package dev.freshet.cli.command.run;

import dev.freshet.cli.settings.Setting;
import dev.freshet.cli.settings.SettingOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of a run in one process. */
final class RunOptions extends SettingOptions {

    @Setting("model.init")
    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "Start from this model file, which pretrain, finetune or model import has written.")
    Path init;
}
